// Passkeys, on the two pages for organizers that have this script: where they sign in, and where they keep their
// passkeys. It asks the server what is to be signed, has the browser make or use a passkey, and sends the answer by a
// form of the page. Its sentences are the page's.

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))

const textOf = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** What the server sends: WebAuthn's own shapes, with every run of bytes in base64url. */
type Made = Omit<PublicKeyCredentialCreationOptions, 'challenge' | 'user' | 'excludeCredentials'> & {
  readonly challenge: string
  readonly user: Omit<PublicKeyCredentialUserEntity, 'id'> & { readonly id: string }
  readonly excludeCredentials?: readonly (Omit<PublicKeyCredentialDescriptor, 'id'> & { readonly id: string })[]
}
type Used = Omit<PublicKeyCredentialRequestOptions, 'challenge' | 'allowCredentials'> & { readonly challenge: string }

async function asked<Options>(path: string): Promise<Options | undefined> {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const response = await fetch(path, { method: 'POST', headers, body: '', redirect: 'error' })
  return response.ok ? await response.json() : undefined
}

async function make(options: Made): Promise<object | undefined> {
  const { user, excludeCredentials = [] } = options
  const publicKey = {
    ...options,
    challenge: bytesOf(options.challenge),
    user: { ...user, id: bytesOf(user.id) },
    excludeCredentials: excludeCredentials.map((one) => ({ ...one, id: bytesOf(one.id) })),
  }
  const made = await navigator.credentials.create({ publicKey })
  if (!(made instanceof PublicKeyCredential) || !(made.response instanceof AuthenticatorAttestationResponse))
    return undefined
  const { clientDataJSON, attestationObject } = made.response
  return answerOf(made, {
    clientDataJSON: textOf(clientDataJSON),
    attestationObject: textOf(attestationObject),
    transports: made.response.getTransports(),
  })
}

async function use(options: Used): Promise<object | undefined> {
  const publicKey = { ...options, challenge: bytesOf(options.challenge) }
  const used = await navigator.credentials.get({ publicKey })
  if (!(used instanceof PublicKeyCredential) || !(used.response instanceof AuthenticatorAssertionResponse))
    return undefined
  const { clientDataJSON, authenticatorData, signature } = used.response
  return answerOf(used, {
    clientDataJSON: textOf(clientDataJSON),
    authenticatorData: textOf(authenticatorData),
    signature: textOf(signature),
  })
}

const answerOf = ({ id, rawId, type }: PublicKeyCredential, response: object): object => ({
  id,
  rawId: textOf(rawId),
  type,
  response,
})

/** Does what the page is for. @returns the sentence to show, or nothing when the form is on its way. */
async function run(form: HTMLFormElement): Promise<string | undefined> {
  const path = form.dataset['ask'] ?? ''
  try {
    const answer = await (form.dataset['passkey'] === 'make' ? withOptions(path, make) : withOptions(path, use))
    if (answer === undefined) return 'unreachable'
    const field = form.elements.namedItem('answer')
    if (field instanceof HTMLInputElement) field.value = JSON.stringify(answer)
    form.submit()
    return undefined
  } catch (error) {
    const name = error instanceof DOMException ? error.name : ''
    return (
      ({ NotAllowedError: 'stopped', InvalidStateError: 'already', SecurityError: 'place' } as const)[name] ?? 'failed'
    )
  }
}

async function withOptions<Options>(
  path: string,
  work: (options: Options) => Promise<object | undefined>,
): Promise<object | undefined> {
  const options = await asked<Options>(path)
  return options && work(options)
}

/** Sends a form by a passkey, and says in the page what stood in the way. */
async function send(form: HTMLFormElement): Promise<void> {
  const [button, status] = [form.querySelector('button'), form.querySelector('[data-status]')]
  if (button) button.disabled = true
  if (status) status.textContent = ''
  const said = await run(form)
  if (said === undefined) return
  if (button) button.disabled = false
  const sentence = form.querySelector<HTMLTemplateElement>(`template[data-say="${said}"]`)
  if (status) status.textContent = sentence?.content.textContent?.trim() ?? ''
}

const form = document.querySelector<HTMLFormElement>('form[data-passkey]')
if (form && 'PublicKeyCredential' in globalThis) {
  for (const hidden of document.querySelectorAll('[data-live]')) hidden.removeAttribute('hidden')
  for (const shown of document.querySelectorAll('[data-without]')) shown.remove()
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void send(form)
  })
}
