/** Styles of the pages on which organizers write. Part of {@link organizerStyles}. */
export const writeStyles = `
.tabs{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0 0 .25rem;margin:0 0 2rem;border-bottom:1px solid var(--rule);font-size:.875rem}
.tabs a{display:inline-block;padding:.625rem 0;text-decoration:none}
.tabs a[aria-current]{color:var(--ink);font-weight:650;box-shadow:inset 0 -.1875rem var(--accent)}
`
  .replace(/\n/g, '')
  .trim()
