// Saves by itself what somebody writes, on the page where letters are written. Without it the button saves. It posts
// the page's own form and shows the page's own sentences; what the server answers is never put into the page.

const SILENCE_MILLISECONDS = 4000
const RETRY_MILLISECONDS = 20_000

/** What the server says of a save. */
type Answer = { readonly kind: string; readonly revision?: number }

const form = document.querySelector<HTMLFormElement>('form[data-autosave]')
const status = form?.querySelector('[data-autosave-status]')
const text = form?.querySelector('textarea')
const revision = form?.querySelector<HTMLInputElement>('input[name="revision"]')

function start(form: HTMLFormElement, text: HTMLTextAreaElement, revision: HTMLInputElement): void {
  let saved = text.value
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined
  let stopped = false
  const tell = (key: string): void => {
    if (status) status.textContent = form.dataset[key] ?? ''
  }

  const post = async (): Promise<Answer> => {
    const body = new URLSearchParams({ source: text.value, revision: revision.value })
    const answer = await fetch(form.dataset['autosave'] ?? '', { method: 'POST', body, redirect: 'error' })
    if (!answer.ok && answer.status !== 409) throw new Error(String(answer.status))
    return await answer.json()
  }

  const save = async (): Promise<void> => {
    const sent = text.value
    if (stopped || sent === saved) return
    tell('saving')
    try {
      const answer = await post()
      if (answer.kind === 'saved' || answer.kind === 'unchanged') {
        saved = sent
        revision.value = String(answer.revision)
        tell('saved')
        if (text.value !== saved) later(SILENCE_MILLISECONDS)
      } else {
        // Another text stands there: only a person can make one of two.
        stopped = true
        tell('stale')
      }
    } catch {
      tell('failed')
      later(RETRY_MILLISECONDS)
    }
  }

  const later = (milliseconds: number): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      running = save().finally(() => (running = undefined))
    }, milliseconds)
  }

  text.addEventListener('input', () => later(SILENCE_MILLISECONDS))
  form.addEventListener('submit', (event) => {
    clearTimeout(timer)
    if (running === undefined) return
    // The button names the text that this very save is about to replace, so it waits for its answer.
    event.preventDefault()
    void running.finally(() => {
      stopped = true
      form.submit()
    })
  })
}

if (form && text && revision) start(form, text, revision)
