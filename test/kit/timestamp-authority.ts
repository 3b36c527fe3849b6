import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'

/** Whether this machine has what the authority is made of. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0

const config = `[tsa]
default_tsa = ours
[ours]
serial = ./serial
crypto_device = builtin
signer_cert = ./cert.pem
signer_key = ./key.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
[req]
distinguished_name = name
x509_extensions = stamping
prompt = no
[name]
CN = A timestamp authority for tests
[stamping]
extendedKeyUsage = critical,timeStamping
basicConstraints = critical,CA:false
`

/** A timestamp authority (RFC 3161) by OpenSSL, on this machine. */
export async function timestampAuthority() {
  const folder = mkdtempSync(join(tmpdir(), 'undersigned-tsa-'))
  const openssl = (...all: readonly string[]) => execFileSync('openssl', all, { cwd: folder, stdio: 'pipe' })
  writeFileSync(join(folder, 'tsa.cnf'), config)
  writeFileSync(join(folder, 'serial'), '01\n')
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '30',
    '-config',
    'tsa.cnf',
    '-keyout',
    'key.pem',
    '-out',
    'cert.pem',
  )
  const server = createServer((request, response) => {
    void buffer(request).then((question) => {
      writeFileSync(join(folder, 'question.tsq'), question)
      openssl('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'question.tsq', '-out', 'answer.tsr')
      const answer = readFileSync(join(folder, 'answer.tsr'))
      return response.writeHead(200, { 'Content-Type': 'application/timestamp-reply' }).end(answer)
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    /** What another program says of a token and a file. */
    accepts: (token: Uint8Array, file: Uint8Array): boolean => {
      writeFileSync(join(folder, 'token.tsr'), token)
      writeFileSync(join(folder, 'file'), file)
      const all = ['ts', '-verify', '-in', 'token.tsr', '-data', 'file', '-CAfile', 'cert.pem']
      return spawnSync('openssl', all, { cwd: folder }).status === 0
    },
    close: () => {
      server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
