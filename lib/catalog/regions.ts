import type { Localised } from '#lib/kernel/locale.ts'

/** Where a parcel goes, by ISO 3166-2:CN. */
export interface Province {
  /** `CN-SC` */
  readonly code: string
  readonly name: Localised
}

/** Provinces that couriers price alike. */
export interface Region {
  readonly code: string
  readonly name: Localised
  readonly provinces: readonly Province[]
}

const province = (code: string, zh: string, en: string, fr: string = en): Province => ({
  code: `CN-${code}`,
  name: { zh, en, fr },
})

/**
 * The mainland's 31 provinces. Xinjiang and Tibet stand apart because every courier prices them apart; Hong Kong,
 * Macao and Taiwan need customs papers and are not delivered to.
 */
export const CHINA_REGIONS: readonly Region[] = [
  {
    code: 'southwest',
    name: { zh: '西南', en: 'South-west', fr: 'Sud-ouest' },
    provinces: [
      province('SC', '四川省', 'Sichuan'),
      province('CQ', '重庆市', 'Chongqing'),
      province('GZ', '贵州省', 'Guizhou'),
      province('YN', '云南省', 'Yunnan'),
    ],
  },
  {
    code: 'central',
    name: { zh: '华中', en: 'Centre', fr: 'Centre' },
    provinces: [
      province('HB', '湖北省', 'Hubei'),
      province('HN', '湖南省', 'Hunan'),
      province('HA', '河南省', 'Henan'),
    ],
  },
  {
    code: 'south',
    name: { zh: '华南', en: 'South', fr: 'Sud' },
    provinces: [
      province('GD', '广东省', 'Guangdong'),
      province('GX', '广西壮族自治区', 'Guangxi'),
      province('HI', '海南省', 'Hainan'),
    ],
  },
  {
    code: 'east',
    name: { zh: '华东', en: 'East', fr: 'Est' },
    provinces: [
      province('SH', '上海市', 'Shanghai'),
      province('JS', '江苏省', 'Jiangsu'),
      province('ZJ', '浙江省', 'Zhejiang'),
      province('AH', '安徽省', 'Anhui'),
      province('FJ', '福建省', 'Fujian'),
      province('JX', '江西省', 'Jiangxi'),
      province('SD', '山东省', 'Shandong'),
    ],
  },
  {
    code: 'north',
    name: { zh: '华北', en: 'North', fr: 'Nord' },
    provinces: [
      province('BJ', '北京市', 'Beijing', 'Pékin'),
      province('TJ', '天津市', 'Tianjin'),
      province('HE', '河北省', 'Hebei'),
      province('SX', '山西省', 'Shanxi'),
      province('NM', '内蒙古自治区', 'Inner Mongolia', 'Mongolie-Intérieure'),
    ],
  },
  {
    code: 'northeast',
    name: { zh: '东北', en: 'North-east', fr: 'Nord-est' },
    provinces: [
      province('LN', '辽宁省', 'Liaoning'),
      province('JL', '吉林省', 'Jilin'),
      province('HL', '黑龙江省', 'Heilongjiang'),
    ],
  },
  {
    code: 'northwest',
    name: { zh: '西北', en: 'North-west', fr: 'Nord-ouest' },
    provinces: [
      province('SN', '陕西省', 'Shaanxi'),
      province('GS', '甘肃省', 'Gansu'),
      province('QH', '青海省', 'Qinghai'),
      province('NX', '宁夏回族自治区', 'Ningxia'),
    ],
  },
  {
    code: 'far-west',
    name: { zh: '新疆西藏', en: 'Xinjiang and Tibet', fr: 'Xinjiang et Tibet' },
    provinces: [
      province('XJ', '新疆维吾尔自治区', 'Xinjiang'),
      province('XZ', '西藏自治区', 'Tibet', 'Tibet'),
    ],
  },
]

export const REGION_CODES: readonly string[] = CHINA_REGIONS.map(({ code }) => code)

/** The region that a province is priced with; null for what is not delivered to. */
export function regionOf(provinceCode: string): Region | null {
  return CHINA_REGIONS.find(({ provinces }) => provinces.some(({ code }) => code === provinceCode)) ?? null
}

export function provinceOf(provinceCode: string): Province | null {
  return regionOf(provinceCode)?.provinces.find(({ code }) => code === provinceCode) ?? null
}
