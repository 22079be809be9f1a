/** Starts the page: styles, theme, the pool and what drives it. */
import 'uplot/dist/uPlot.min.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/layout.css';
import './styles/levers.css';
import './styles/answer.css';
import './styles/charts.css';
import './styles/measure.css';
import './styles/panels.css';
import { signal } from '@preact/signals';
import { render, type VNode } from 'preact';
import { App } from './app.tsx';
import { followBefore } from './before.ts';
import { Credited, type CreditSource } from './charts/credited.ts';
import { coreCount } from './cores.ts';
import { withWebGpu } from './engine-choice.ts';
import { model } from './model.ts';
import { followFutures } from './paths.ts';
import { startPools } from './pool.ts';
import { type Driver, drive, runState } from './run.ts';
import { followThreshold } from './state/counted.ts';
import { holdsForecast } from './state/telling.ts';
import { followTheme } from './state/theme.ts';
import { date, followAddress, outcomeId, threshold } from './state/view.ts';

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no element with the id "app" to put the page in');

const [first] = model.meta.outcomes;
if (!first) throw new Error(`model "${model.meta.id}" declares no outcomes`);
outcomeId.value = first.id;
date.value = first.headline;
threshold.value = first.thresholds.includes(12) ? 12 : (first.thresholds[0] ?? 0);

followThreshold();
followBefore();
followTheme();
followAddress();

const driver = signal<Driver | null>(null);
const limitation = signal<string | null>(null);
const embedded = new URLSearchParams(location.search).has('embed');
const credit: CreditSource = async () => (await import('./charts/credit.ts')).creditLines();
const show = (view: VNode): void => render(<Credited.Provider value={credit}>{view}</Credited.Provider>, root);
if (embedded) import('./embed/embed.tsx').then(({ Embed }) => show(<Embed limitation={limitation} />));
else show(<App driver={driver} limitation={limitation} />);

/** A link is opened before the first run, which is then the run of its forecast. */
const opened = holdsForecast(location.hash)
  ? import('./panels/share/arrive.ts').then(
      ({ arrive }) => arrive(location.hash, true),
      (error: unknown) => {
        limitation.value = `The link could not be opened (${String(error)}); this is the forecast as the model has it. Reload to try again.`;
      },
    )
  : Promise.resolve();

Promise.all([startPools(1, coreCount()), opened]).then(
  ([
    {
      pools: [wasm],
      limitation: words,
      source,
    },
  ]) => {
    limitation.value ??= words;
    if (!wasm) return;
    const pool = source === null ? wasm : withWebGpu(wasm, source);
    driver.value = drive(pool);
    followFutures(pool);
    import('./idle-jobs.ts').then(({ followIdleJobs }) => followIdleJobs(pool));
    if (embedded) return;
    import('./panels/share/address.ts').then(({ followForecast }) => followForecast());
    import('./offline.ts').then(({ keepOffline }) => keepOffline());
  },
  (error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    limitation.value = `The forecast cannot be computed in this browser: ${reason}. A current Chrome, Edge, Firefox or Safari can.`;
    runState.value = { phase: 'failed', progress: null, failure: reason };
  },
);
