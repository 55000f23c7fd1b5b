import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { keepSetupLink, setupLinkOf } from './setup-link.ts'

const dir = mkdtempSync(join(tmpdir(), 'cunbo-setup-link-'))
const file = join(dir, 'setup-link.txt')
afterAll(() => rmSync(dir, { recursive: true }))

const SECRET = 'a secret of thirty-two characters'

test('Whoever has the same secret is told the same link, and nobody else', () => {
  const link = setupLinkOf('https://shop.example', SECRET)
  expect(link).toMatch(/^https:\/\/shop\.example\/zh\/setup\?key=[\w-]{22}$/)
  expect(setupLinkOf('https://shop.example', SECRET)).toBe(link)
  expect(setupLinkOf('https://shop.example', `${SECRET}.`)).not.toBe(link)
})

test('The link lies in a file that its owner alone can read, and goes when somebody is there', () => {
  writeFileSync(file, 'from before')
  chmodSync(file, 0o644)
  keepSetupLink(dir, 'https://shop.example/zh/setup?key=k')
  expect(readFileSync(file, 'utf8')).toBe('https://shop.example/zh/setup?key=k\n')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  keepSetupLink(dir, null)
  keepSetupLink(dir, null)
  expect(existsSync(file)).toBe(false)
})
