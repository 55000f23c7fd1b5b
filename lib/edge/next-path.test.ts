import { describe, expect, it } from 'vitest'
import { nextPath } from './next-path.ts'

describe('the way on after signing in', () => {
  it('is a page of this house, with its question', () => {
    expect(nextPath('/en/checkout/green-hill?variant=var_1&quantity=2')).toBe(
      '/en/checkout/green-hill?variant=var_1&quantity=2',
    )
  })

  it('is never somewhere else, however it is written', () => {
    for (const away of [
      undefined,
      '',
      'en',
      'https://evil.example/',
      '//evil.example',
      '/.//evil.example',
      '/en/..//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      '/\n/evil.example',
      '\\/evil.example',
      'javascript:alert(1)',
      `/${'x'.repeat(500)}`,
      ['/en', '/fr'],
    ])
      expect(nextPath(away), JSON.stringify(away)).toBeNull()
  })

  it('comes back as the browser reads it', () => {
    expect(nextPath('/en/../../etc')).toBe('/etc')
    expect(nextPath('/en/x y')).toBe('/en/x%20y')
  })
})
