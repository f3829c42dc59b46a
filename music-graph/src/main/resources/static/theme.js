'use strict';

/**
 * Light or dark: what the address says, else what was chosen here before, else what the system prefers. It runs before
 * the page is drawn, so that nothing flashes.
 */
(() => {
  const KEY = 'theme';
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const known = (value) => (value === 'dark' || value === 'light' ? value : null);

  // A browser may refuse to keep anything; then the choice holds for this page.
  const kept = () => { try { return known(localStorage.getItem(KEY)); } catch { return null; } };
  const keep = (value) => { try { localStorage.setItem(KEY, value); } catch { /* not kept */ } };

  const chosen = () => known(new URLSearchParams(location.search).get('theme')) ?? kept();
  const current = () => known(root.dataset.theme) ?? (system.matches ? 'dark' : 'light');
  const changed = () => root.dispatchEvent(new CustomEvent('themechange', { detail: current() }));

  const first = chosen();
  if (first) root.dataset.theme = first;
  system.addEventListener('change', changed);

  function choose(theme) {
    root.dataset.theme = theme;
    keep(theme);
    const address = new URL(location.href);
    if (address.searchParams.has('theme')) {
      address.searchParams.set('theme', theme);
      history.replaceState(history.state, '', address);
    }
    show();
    changed();
  }

  function show() {
    for (const button of document.querySelectorAll('[data-theme-switch]')) {
      button.hidden = false;
      button.setAttribute('aria-pressed', String(current() === 'dark'));
    }
  }

  addEventListener('DOMContentLoaded', () => {
    show();
    document.addEventListener('click', (event) => {
      if (event.target.closest('[data-theme-switch]')) choose(current() === 'dark' ? 'light' : 'dark');
    });
  });
})();
