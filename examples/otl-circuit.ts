/** Midpoint voltage of a push-pull circuit without output transformer (Ben-Ari and Steinberg 2007). */
import { input, model, outcome } from 'headway';

export default model({
  id: 'otl-circuit',
  title: 'OTL circuit',
  inputs: {
    rb1: input({ label: 'Resistance b1', unit: 'kOhm', family: 'uniform', min: 50, max: 150 }),
    rb2: input({ label: 'Resistance b2', unit: 'kOhm', family: 'uniform', min: 25, max: 70 }),
    rf: input({ label: 'Resistance f', unit: 'kOhm', family: 'uniform', min: 0.5, max: 3 }),
    rc1: input({ label: 'Resistance c1', unit: 'kOhm', family: 'uniform', min: 1.2, max: 2.5 }),
    rc2: input({ label: 'Resistance c2', unit: 'kOhm', family: 'uniform', min: 0.25, max: 1.2 }),
    gain: input({ label: 'Current gain', family: 'uniform', min: 50, max: 300 }),
  },
  outcomes: { voltage: outcome({ label: 'Midpoint voltage', unit: 'V', range: [0, 16], thresholds: [5] }) },
  simulate({ inputs, record }) {
    const base = (12 * inputs.rb2) / (inputs.rb1 + inputs.rb2);
    const load = inputs.gain * (inputs.rc2 + 9);
    const all = load + inputs.rf;
    record(
      'voltage',
      () => ((base + 0.74) * load) / all + (11.35 * inputs.rf) / all + (0.74 * inputs.rf * load) / (all * inputs.rc1),
    );
  },
});
