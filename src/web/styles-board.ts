/** Styles of the pages around sign-ons. Part of {@link organizerStyles}. */
export const boardStyles = `
.charts{display:flex;flex-wrap:wrap;gap:1.5rem 3rem}
figure{margin:0;flex:0 1 26rem;min-width:0}
figure svg{display:block;width:100%;height:auto}
figcaption{font-size:.875rem;color:var(--quiet);margin-top:.5rem}
.counts{width:auto}.counts td{font-variant-numeric:tabular-nums;text-align:end!important}
`
  .replace(/\n/g, '')
  .trim()
