/** Ink, families and direction as every template has them; the colors are those of the pages. Reads `d.isLeftward` and `d.families`. */
export const palette = String.raw`#let ink = rgb("#1c1b19")
#let quiet = rgb("#55524a")
#let hair = rgb("#d9d4c7")
#let accent = rgb("#0b4f6c")
#let alarm = rgb("#9b2c1d")
#let serif = ("Source Serif 4", "Source Sans 3", ..d.families)
#let sans = ("Source Sans 3", "Source Serif 4", ..d.families)
#let leftward = d.isLeftward`
