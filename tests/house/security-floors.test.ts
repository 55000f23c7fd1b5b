import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import floors from './security-floors.json' with { type: 'json' }

type Lock = { packages: Record<string, { version?: string }> }

/** Every place in the lock file where a copy of the package is installed, its own dependencies' copies too. */
function installed(name: string): string[] {
  const lock: Lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  return Object.entries(lock.packages).flatMap(([path, { version }]) =>
    path.endsWith(`node_modules/${name}`) && version ? [version] : [],
  )
}

function atLeast(version: string, floor: string): boolean {
  const [have, want] = [version, floor].map((text) => text.split('-')[0]?.split('.').map(Number) ?? [])
  for (let i = 0; i < 3; i++) {
    const difference = (have?.[i] ?? 0) - (want?.[i] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return !version.includes('-')
}

test.each(Object.entries(floors))('%s stands on its security floor', (name, { floor }) => {
  const versions = installed(name)
  expect(versions.length).toBeGreaterThan(0)
  for (const version of versions) expect(atLeast(version, floor), `${name} ${version} < ${floor}`).toBe(true)
})

test('the comparison itself knows below from above', () => {
  expect(atLeast('16.2.10', '16.2.11')).toBe(false)
  expect(atLeast('16.3.0', '16.2.11')).toBe(true)
  expect(atLeast('16.2.11-canary.1', '16.2.11')).toBe(false)
})
