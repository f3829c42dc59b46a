/** The colours to draw with: the style sheet's own, so that map and page never differ. */
export function paintOf(theme) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  return {
    theme,
    paper: colour('--paper'), ink: colour('--ink'), quiet: colour('--quiet'), faint: colour('--edge'),
    card: colour('--card'), accent: colour('--accent'), fusion: colour('--fusion'), influence: colour('--influence'),
  };
}

export function currentTheme() {
  const chosen = document.documentElement.dataset.theme;
  if (chosen) return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
