import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Lockfile, missingBuilds } from '../../tools/complete-lockfile.ts'

const lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lockfile

test('package-lock.json knows the builds for every system, or npm ci refuses it', () => {
  expect([...missingBuilds(lockfile).keys()]).toEqual([])
})

test('A build that is missing is told with the system it is for', () => {
  const packages = {
    'node_modules/a': { version: '1.0.0', dev: true, optionalDependencies: { '@a/linux-x64-musl': '1.0.0' } },
  }
  expect(Object.fromEntries(missingBuilds({ packages }))).toEqual({
    'node_modules/@a/linux-x64-musl': {
      version: '1.0.0',
      cpu: ['x64'],
      dev: true,
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    },
  })
  const nested = { ...packages, 'node_modules/a/node_modules/@a/linux-x64-musl': { version: '1.0.0' } }
  expect(missingBuilds({ packages: nested }).size).toBe(0)
})

test('It names no registry', () => {
  expect(JSON.stringify(lockfile)).not.toMatch(/"resolved"/)
})
