/**
 * The built page in the system's Firefox, where there is one: a link made in Chromium is reproduced bit for bit, and the
 * charts are drawn. Firefox is not driven: it opens a page that holds Headway in a frame of the same origin, watches it,
 * and tells the server what it saw.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../scripts/lib/project.mjs';
import { expect, settle, test } from './page.ts';
import { type StaticHost, serve } from './share-server.ts';

const NAMES = [process.env['FIREFOX_PATH'] ?? '', 'firefox', 'firefox-esr'].filter((name) => name !== '');
const firefox = NAMES.find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);

/** What Firefox saw. */
interface Seen {
  readonly agent: string;
  readonly phase: string;
  readonly answer: string;
  readonly received: string;
  /** Share of the pixels of each chart that hold ink. */
  readonly inked: readonly number[];
}

/** Runs in Firefox, in the page around the frame: waits for the end of the run and the check of the link, then tells. */
function watch(): void {
  const frame = document.querySelector('iframe');
  const read = (selector: string): string =>
    frame?.contentDocument?.querySelector(selector)?.textContent?.replace(/\s+/g, ' ') ?? '';
  const inkOf = (canvas: HTMLCanvasElement): number => {
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    let inked = 0;
    for (let at = 3; at < pixels.length; at += 4) if (pixels[at]) inked += 1;
    return (4 * inked) / pixels.length;
  };
  const timer = setInterval(() => {
    const received = read('.received');
    if (read('.run-phase') !== 'done' || !/bit for bit|another result|not reproduced/.test(received)) return;
    clearInterval(timer);
    // The charts are drawn in the frame after their figures.
    setTimeout(() => {
      const canvases = [...(frame?.contentDocument?.querySelectorAll('.charts-main canvas') ?? [])];
      const seen: Seen = {
        agent: navigator.userAgent,
        phase: read('.run-phase'),
        answer: read('.answer'),
        received,
        inked: canvases.map((canvas) => inkOf(canvas as HTMLCanvasElement)),
      };
      fetch(`/told?${new URLSearchParams({ seen: JSON.stringify(seen) })}`);
    }, 500);
  }, 50);
}

const watching = (link: string): string =>
  `<!doctype html><iframe src="${link.replaceAll('&', '&amp;')}" style="width:1200px;height:900px"></iframe><script>(${watch})()</script>`;

/** Opens an address in a Firefox of its own, with nothing remembered and nothing fetched for itself. */
function openFirefox(command: string, profile: string, address: string): ChildProcess {
  const settings = {
    'app.normandy.enabled': false,
    'app.update.enabled': false,
    'browser.shell.checkDefaultBrowser': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'services.settings.server': 'data:,',
    'toolkit.telemetry.enabled': false,
  };
  const lines = Object.entries(settings).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`);
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  return spawn(command, ['--headless', '--no-remote', '--profile', profile, address], { stdio: 'ignore' });
}

function whatIsTold(host: StaticHost): Promise<Seen> {
  return new Promise((resolve) => {
    host.server.on('request', ({ url = '/' }) => {
      const seen = new URL(url, 'http://host').searchParams.get('seen');
      if (seen !== null) resolve(JSON.parse(seen) as Seen);
    });
  });
}

test('a link made in Chromium is reproduced in Firefox, bit for bit, and its charts are drawn', async ({ page }) => {
  test.skip(firefox === undefined, 'no Firefox on this machine: install one, or set FIREFOX_PATH');
  test.setTimeout(120_000);
  const pages: Record<string, string> = {};
  const host = await serve(join(ROOT, 'dist'), '/headway/', pages);
  const profile = mkdtempSync(join(tmpdir(), 'headway-firefox-'));
  let browser: ChildProcess | null = null;
  try {
    await page.goto(`${host.address}#v=1&labSecurity=0.9&n=16384`);
    // A key pressed before the link is opened would change what the link then replaces.
    await settle(page);
    await page.getByRole('slider', { name: 'Security of US labs' }).focus();
    await page.keyboard.press('ArrowLeft');
    await expect(page).toHaveURL(/digest=/, { timeout: 30_000 });
    pages['/watch'] = watching(page.url());
    const told = whatIsTold(host);
    browser = openFirefox(firefox ?? '', profile, new URL('/watch', host.address).href);
    const seen = await told;
    expect(seen.agent).toContain('Firefox');
    expect(seen.received).toContain('bit for bit');
    expect(seen.answer).toBe((await page.locator('.answer').textContent())?.replace(/\s+/g, ' '));
    expect(seen.inked).toHaveLength(2);
    for (const share of seen.inked) expect(share).toBeGreaterThan(0.01);
  } finally {
    browser?.kill();
    await host.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});
