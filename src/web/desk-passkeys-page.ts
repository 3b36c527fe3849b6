import type { Passkey, Visitor } from '#accounts'
import { wordsFor, type Words } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import { buttonForm, deskTable } from './desk-frame.ts'
import { framed } from './organize-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { momentInWords } from './phrases.ts'
import { routes } from './routes.ts'

/** What came of a button on the page, by the name of its sentence. */
export type PasskeysSaid = keyof Words['desk']['passkeys']['said']

/** Everything on the page of one's own passkeys. */
export type OwnPasskeys = {
  readonly visitor: Visitor
  readonly passkeys: readonly Passkey[]
  readonly said: PasskeysSaid | undefined
}

/** One's own passkeys: which there are, and one more. To add one takes the page's script; to remove one does not. */
export function passkeysPage({ visitor, passkeys, said }: OwnPasskeys): PersonalPage {
  const { desk } = wordsFor(visitor.language)
  const words = desk.passkeys
  const page = framed(visitor, {
    title: words.title,
    main: html`<h1>${words.title}</h1>
      ${said && html`<p class="note" role="status">${words.said[said]}</p>`}
      <p class="lead">${words.lead}</p>
      ${passkeys.length === 0 ? html`<p>${words.none}</p>` : table(passkeys, visitor.language)}
      ${adding(visitor.language)}`,
  })
  return { ...page, footer: desk.scriptFooter }
}

function table(passkeys: readonly Passkey[], language: string): Markup {
  const words = wordsFor(language).desk.passkeys
  const heads = [words.name, words.added, words.used, words.kept, words.remove]
  return html`${deskTable(
      words.title,
      heads,
      passkeys.map((one) => cells(one, language)),
    )}
    <p class="small quiet prose">${words.removeNote}</p>`
}

function cells({ id, name, isSynced, addedAt, usedAt }: Passkey, language: string): readonly Insertable[] {
  const words = wordsFor(language).desk.passkeys
  const called = name === '' ? words.unnamed : name
  return [
    html`<bdi>${called}</bdi>`,
    momentInWords(addedAt, 'UTC', language),
    usedAt ? momentInWords(usedAt, 'UTC', language) : words.never,
    isSynced ? words.synced : words.single,
    buttonForm(routes.removePasskey(), { says: words.remove, about: words.removeOf(called), fields: { passkey: id } }),
  ]
}

function adding(language: string): Markup {
  const words = wordsFor(language).desk.passkeys
  return html`<h2>${words.add}</h2>
    <p data-without>${words.without}</p>
    <div data-live hidden>
      <form
        class="form"
        method="post"
        action="${routes.addPasskey()}"
        data-passkey="make"
        data-ask="${routes.offerPasskey()}"
      >
        <div class="field">
          <label for="name">${words.field}</label>
          <p class="hint" id="name-hint">${words.fieldHint}</p>
          <input
            id="name"
            name="name"
            type="text"
            maxlength="100"
            autocomplete="off"
            dir="auto"
            aria-describedby="name-hint"
          />
        </div>
        <input type="hidden" name="answer" />
        <button>${words.button}</button>
        ${sentences(language)}
      </form>
    </div>`
}

/** The form by which a passkey signs in; it stays hidden without the script. */
export function passkeySignIn(language: string): Markup {
  const words = wordsFor(language).desk.passkeys
  return html`<div data-live hidden>
    <form
      class="form"
      method="post"
      action="${routes.usePasskey()}"
      data-passkey="use"
      data-ask="${routes.askPasskey()}"
    >
      <input type="hidden" name="answer" />
      <button>${words.signIn}</button>
      ${sentences(language)}
    </form>
    <p class="quiet">${words.or}</p>
  </div>`
}

function sentences(language: string): Markup {
  const { say } = wordsFor(language).desk.passkeys
  return html`<p class="error" role="status" data-status></p>
    ${Object.entries(say).map(([key, text]) => html`<template data-say="${key}">${text}</template>`)}`
}
