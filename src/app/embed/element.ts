/**
 * `<headway-forecast link="…">`: a forecast in a page, as a frame that is as high as what it shows. A bundle of its own
 * (headway-forecast.js beside the page's index.html), which needs nothing else and sends nothing anywhere.
 *
 * Attributes: `link`, an address or fragment of a forecast; `src`, the folder of Headway (default: where this script is);
 * `label`, the name of the frame for screen readers. docs/embed.md describes them.
 */
import type { HeightMessage } from './message.ts';

/** Bounds on what a frame may ask for, CSS pixels. */
const LEAST = 200;
const MOST = 4000;

const TYPE: HeightMessage['type'] = 'headway:height';

const HERE = new URL(/* @vite-ignore */ '.', import.meta.url);

class HeadwayForecast extends HTMLElement {
  static readonly observedAttributes = ['link', 'src', 'label'];

  readonly #frame = document.createElement('iframe');

  constructor() {
    super();
    const { style } = this.#frame;
    style.display = 'block';
    style.width = '100%';
    style.height = '30rem';
    style.border = '0';
    this.#frame.loading = 'lazy';
    this.#frame.referrerPolicy = 'no-referrer';
    this.attachShadow({ mode: 'open' }).append(this.#frame);
  }

  connectedCallback(): void {
    addEventListener('message', this.#onMessage);
    this.#show();
  }

  disconnectedCallback(): void {
    removeEventListener('message', this.#onMessage);
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#show();
  }

  #show(): void {
    this.#frame.title = this.getAttribute('label') ?? 'Forecast by Headway';
    const address = addressOf(this.getAttribute('src'), this.getAttribute('link') ?? '');
    if (this.#frame.src !== address) this.#frame.src = address;
  }

  readonly #onMessage = ({ source, data }: MessageEvent<unknown>): void => {
    if (source !== this.#frame.contentWindow || typeof data !== 'object' || data === null) return;
    if (!('type' in data) || data.type !== TYPE || !('height' in data)) return;
    const { height } = data;
    if (typeof height !== 'number' || !Number.isFinite(height)) return;
    this.#frame.style.height = `${Math.min(Math.max(height, LEAST), MOST)}px`;
  };
}

/** The frame's address: always that of a Headway page over HTTP; of the link only what is behind its number sign. */
function addressOf(src: string | null, link: string): string {
  let base = HERE;
  if (src !== null) {
    const given = new URL(src, document.baseURI);
    if (given.protocol === 'http:' || given.protocol === 'https:') base = given;
  }
  const address = new URL(base);
  address.search = '?embed';
  address.hash = link.slice(link.indexOf('#') + 1);
  return address.href;
}

customElements.define('headway-forecast', HeadwayForecast);
