import { gardenProducts } from './products-garden.ts'
import { kitchenProducts } from './products-kitchen.ts'
import type { DemoCategory, DemoProduct } from './types.ts'

export const categories: DemoCategory[] = [
  { slug: 'fruit', name: { zh: '水果坚果', en: 'Fruit and nuts', fr: 'Fruits et noix' } },
  { slug: 'vegetables', name: { zh: '时令蔬菜', en: 'Vegetables', fr: 'Légumes' } },
  { slug: 'larder', name: { zh: '蛋肉蜂蜜', en: 'Eggs, bacon, honey', fr: 'Œufs, lard, miel' } },
  { slug: 'tea', name: { zh: '山茶', en: 'Tea', fr: 'Thé' } },
  { slug: 'spices', name: { zh: '麻辣调味', en: 'Spices and sauces', fr: 'Épices et sauces' } },
]

/** The dozen, in the order in which the home page shows them. */
export const products: DemoProduct[] = [...gardenProducts, ...kitchenProducts]
