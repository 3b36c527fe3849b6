/** Styles of the pages around what recipients promised and did. Part of `organizerSheet`. */
export const commitStyles = `
.captured{white-space:pre-line;font:400 1rem/1.55 var(--serif);max-width:42rem;border-inline-start:1px solid var(--rule);padding-inline-start:1rem;margin-bottom:1rem}
.dense th span{font-weight:400}.row .act{padding:.625rem 1.25rem}
.work mark{background:var(--mark);color:inherit}
.evidence{border-top:1px solid var(--rule);padding-top:.75rem}.evidence .field{margin-bottom:.75rem}
.form.wide{max-width:46rem}
.verbatim{font:400 1.125rem/1.55 var(--serif);margin:0 0 1rem;padding-inline-start:1rem;border-inline-start:.1875rem solid var(--accent);max-width:40rem;white-space:pre-line}
.work .hint+.pairs{margin-top:.5rem}
@media (min-width:48rem){.pairs{display:grid;grid-template-columns:1fr 1fr;gap:0 1.5rem;align-items:end}.plain .pairs{align-items:start}}
.cards .line{margin-top:.5rem}.cards select{max-width:16rem}
`
  .replace(/\n/g, '')
  .trim()
