/**
 * The Content-Security-Policy of the built page: its own scripts, styles and files only. No inline script, no remote
 * origin, no eval; WebAssembly may be compiled. In development the tools need more, so the policy is the build's.
 */
import type { Plugin } from 'vite';

const POLICY: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  // data: the icon in the page; blob: pictures that the page makes itself.
  'img-src': "'self' data: blob:",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
};

export function contentPolicy(): Plugin {
  const content = Object.entries(POLICY)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
  return {
    name: 'headway:content-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      // First in the head: it holds for what comes after it.
      handler: () => [
        { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content }, injectTo: 'head-prepend' },
      ],
    },
  };
}
