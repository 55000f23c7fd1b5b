import { randomBytes, randomInt } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What an installation makes for itself once and nobody else knows. */
export type Secrets = {
  /** Seals sessions, links and codes. */
  authSecret: string
  /** Next's, for what server actions close over: 32 bytes in base64. */
  actionsKey: string
  webhookSecret: string
  postgresPassword: string
  /** Of all demo accounts; meant to be typed. */
  demoPassword: string
}

/** Kept in `DATA_DIR/secrets.json`, readable by its owner only. What is missing there is made now. */
export function keepSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json')
  const kept: Partial<Secrets> = existsSync(file) ? parse(file) : {}
  const secrets: Secrets = {
    authSecret: kept.authSecret ?? randomBytes(32).toString('base64url'),
    actionsKey: kept.actionsKey ?? randomBytes(32).toString('base64'),
    webhookSecret: kept.webhookSecret ?? `whsec_${randomBytes(24).toString('base64url')}`,
    postgresPassword: kept.postgresPassword ?? randomBytes(18).toString('base64url'),
    demoPassword: kept.demoPassword ?? speakable(),
  }
  if (JSON.stringify(secrets) !== JSON.stringify(kept)) writePrivate(file, secrets)
  return secrets
}

/** Writes JSON that only its owner may read, whole or not at all. */
export function writePrivate(file: string, content: object): void {
  const half = `${file}.half`
  writeFileSync(half, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  renameSync(half, file)
}

function parse(file: string): Partial<Secrets> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(
      `${file} cannot be read (${(error as Error).message}): mend it, or move it away to begin anew.`,
    )
  }
}

/** Two words of three syllables and a number: easy to type on a phone, 48 bits. */
function speakable(): string {
  const consonants = 'bdfghjkmnprstvwz'
  const vowels = 'aeiou'
  const pick = (letters: string) => letters[randomInt(letters.length)]
  const word = () => Array.from({ length: 3 }, () => `${pick(consonants)}${pick(vowels)}`).join('')
  return `${word()}-${word()}-${randomInt(100, 1000)}`
}
