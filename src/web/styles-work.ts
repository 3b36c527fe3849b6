/** Styles of all pages on which organizers work on a letter. Part of `organizerSheet`. */
export const workStyles = `
.work{font-size:.9375rem}
.work h1{font-size:2rem;margin-bottom:.75rem}
.work h2{font-size:1.25rem;margin:2.25rem 0 .75rem}
.work h3{margin:1.5rem 0 .375rem}
.work .prose{max-width:40rem}
.tabs{display:flex;flex-wrap:wrap;gap:0 1.25rem;list-style:none;padding:0;margin:0 0 1.75rem;border-bottom:1px solid var(--rule);font-size:.875rem}
.tabs a{display:block;padding:.625rem 0 .4375rem;text-decoration:none;border-bottom:.1875rem solid transparent}
.tabs a:hover{border-color:var(--rule)}
.tabs [aria-current]{color:var(--ink);font-weight:650;border-color:var(--accent)}
.field select{width:100%}
.field textarea{line-height:1.55;background:var(--paper)}
`
  .replace(/\n/g, '')
  .trim()
