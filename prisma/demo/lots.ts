import type { DemoLot, Localised } from './types.ts'

const shangwan: Localised = { zh: '云岭村上湾组', en: 'Shangwan, Yunling', fr: 'Shangwan, Yunling' }
const heba: Localised = { zh: '云岭村河坝组', en: 'Heba, Yunling', fr: 'Heba, Yunling' }
const linchang: Localised = { zh: '云岭村林场组', en: 'Linchang, Yunling', fr: 'Linchang, Yunling' }
const chaping: Localised = { zh: '云岭村茶坪组', en: 'Chaping, Yunling', fr: 'Chaping, Yunling' }

const lot = (
  code: string,
  producer: string,
  village: Localised,
  sku: string,
  quantity: number,
  harvestedDaysAgo: number,
  bestBeforeDays: number,
): DemoLot => ({ code, producer, village, sku, quantity, harvestedDaysAgo, bestBeforeDays })

/**
 * What the shed received. Two lots of the small orange crate show that one variant may come from two days;
 * `bacon-1500` and `shoots-2500` are nearly gone; `kiwi-30` has no lot, so that the demo has something sold out.
 */
export const lots: DemoLot[] = [
  lot('YL-T01', 'li-guiying', heba, 'tomato-2500', 60, 1, 8),
  lot('YL-T02', 'li-guiying', heba, 'tomato-5000', 24, 1, 8),
  lot('YL-O01', 'zhou-dashan', shangwan, 'orange-2500', 80, 6, 40),
  lot('YL-O02', 'zhou-dashan', shangwan, 'orange-2500', 120, 1, 40),
  lot('YL-O03', 'zhou-dashan', shangwan, 'orange-5000', 150, 2, 40),
  lot('YL-O04', 'zhou-dashan', shangwan, 'orange-10000', 40, 2, 40),
  lot('YL-E01', 'li-guiying', heba, 'egg-30', 45, 1, 30),
  lot('YL-E02', 'li-guiying', heba, 'egg-60', 18, 1, 30),
  lot('YL-H01', 'yang-wenbin', linchang, 'honey-500', 90, 62, 730),
  lot('YL-H02', 'yang-wenbin', linchang, 'honey-1000', 30, 62, 730),
  lot('YL-B01', 'he-meizhen', chaping, 'bacon-500', 36, 28, 180),
  lot('YL-B02', 'he-meizhen', chaping, 'bacon-1500', 4, 28, 180),
  lot('YL-C01', 'he-meizhen', chaping, 'tea-100', 70, 210, 730),
  lot('YL-C02', 'he-meizhen', chaping, 'tea-250', 40, 210, 730),
  lot('YL-C03', 'he-meizhen', chaping, 'tea-200-gift', 12, 210, 730),
  lot('YL-P01', 'yang-wenbin', linchang, 'pepper-100', 100, 95, 540),
  lot('YL-P02', 'yang-wenbin', linchang, 'pepper-500', 35, 95, 540),
  lot('YL-S01', 'he-meizhen', chaping, 'shoots-1500', 28, 0, 15),
  lot('YL-S02', 'he-meizhen', chaping, 'shoots-2500', 3, 0, 15),
  lot('YL-W01', 'yang-wenbin', linchang, 'walnut-1000', 110, 48, 300),
  lot('YL-W02', 'yang-wenbin', linchang, 'walnut-2500', 40, 48, 300),
  lot('YL-K01', 'zhou-dashan', shangwan, 'kiwi-12', 50, 12, 45),
  lot('YL-L01', 'li-guiying', heba, 'chilli-230', 120, 5, 270),
  lot('YL-L02', 'li-guiying', heba, 'chilli-690', 40, 5, 270),
  lot('YL-R01', 'he-meizhen', chaping, 'sweet-potato-2500', 90, 18, 60),
  lot('YL-R02', 'he-meizhen', chaping, 'sweet-potato-5000', 60, 18, 60),
]
