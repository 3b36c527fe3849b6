/** What neither XML 1.0 nor HTML can hold: most control characters, halves of characters, and two that are none. */
const unheld = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]|\p{Surrogate}/gu

/** The text without the characters that no XML and no HTML document can hold (XML 1.0, 2.2); nothing else is changed. */
export const markupText = (text: string): string => text.replace(unheld, '')

const leftward = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** Whether a text begins with a letter that is written from the right. */
export function isLeftwardText(text: string): boolean {
  const first = /\p{L}/u.exec(text)?.[0]
  return first !== undefined && leftward.test(first)
}
