import { expect, test } from 'vitest'
import { CHINA_REGIONS, provinceOf, REGION_CODES, regionOf } from './regions.ts'

const provinces = CHINA_REGIONS.flatMap((region) => region.provinces)

test('every mainland province is there once, in one region', () => {
  expect(provinces).toHaveLength(31)
  expect(new Set(provinces.map(({ code }) => code)).size).toBe(31)
  expect(new Set(provinces.map(({ name }) => name.zh)).size).toBe(31)
  for (const { code, name } of provinces) {
    expect(code).toMatch(/^CN-[A-Z]{2}$/)
    expect(Object.values(name).every(Boolean)).toBe(true)
  }
  expect(new Set(REGION_CODES).size).toBe(CHINA_REGIONS.length)
})

test('a province knows its region', () => {
  expect(regionOf('CN-SC')?.code).toBe('southwest')
  expect(provinceOf('CN-BJ')?.name.fr).toBe('Pékin')
})

test.each(['CN-HK', 'SC', '', '__proto__'])('%s is not delivered to', (code) => {
  expect(regionOf(code)).toBeNull()
  expect(provinceOf(code)).toBeNull()
})
