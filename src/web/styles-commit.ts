/** Styles of the pages around what recipients promised and did. Part of `organizerSheet`. */
export const commitStyles = `
.captured{white-space:pre-line;font:400 1rem/1.55 var(--serif);max-width:42rem;border-inline-start:1px solid var(--rule);padding-inline-start:1rem;margin-bottom:1rem}
.work mark{background:var(--mark);color:inherit}
.cards .line{margin-top:.5rem}.cards select{max-width:16rem}
`
  .replace(/\n/g, '')
  .trim()
