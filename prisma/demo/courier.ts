import type { DemoCourier, DemoProvince, DemoRateStep } from './types.ts'

/** Fen for parcels of up to 1, 3, 5, 10, 20 and 30 kg. */
const steps = (...fen: [number, number, number, number, number, number]): DemoRateStep[] =>
  [1_000, 3_000, 5_000, 10_000, 20_000, 30_000].map((upToGrams, index) => ({
    upToGrams,
    fen: fen[index] ?? 0,
  }))

/** ISO 3166-2:CN code, region, names. */
const province = (code: string, region: string, zh: string, en: string, fr: string = en): DemoProvince => ({
  code: `CN-${code}`,
  region,
  name: { zh, en, fr },
})

/** Rates from Sichuan to the mainland's 31 provinces. Hong Kong, Macao and Taiwan need customs papers: not delivered. */
export const courier: DemoCourier = {
  name: { zh: '山货快递', en: 'Hill Courier', fr: 'Courrier des collines' },
  regions: [
    {
      slug: 'home',
      name: { zh: '川渝', en: 'Sichuan and Chongqing', fr: 'Sichuan et Chongqing' },
      days: { from: 1, to: 2 },
      steps: steps(500, 700, 900, 1400, 2400, 3400),
    },
    {
      slug: 'near',
      name: { zh: '邻近省份', en: 'Neighbouring provinces', fr: 'Provinces voisines' },
      days: { from: 2, to: 3 },
      steps: steps(700, 1000, 1400, 2200, 3800, 5400),
    },
    {
      slug: 'coast',
      name: { zh: '华东华南华北', en: 'East, south and north', fr: 'Est, sud et nord' },
      days: { from: 2, to: 4 },
      steps: steps(800, 1200, 1700, 2800, 4900, 7000),
    },
    {
      slug: 'north',
      name: { zh: '东北西北', en: 'North-east and north-west', fr: 'Nord-est et nord-ouest' },
      days: { from: 3, to: 5 },
      steps: steps(1000, 1500, 2200, 3700, 6600, 9500),
    },
    {
      slug: 'far',
      name: { zh: '新疆西藏', en: 'Xinjiang and Tibet', fr: 'Xinjiang et Tibet' },
      days: { from: 5, to: 8 },
      steps: steps(1800, 3400, 5200, 9600, 18400, 27200),
    },
  ],
  provinces: [
    province('SC', 'home', '四川省', 'Sichuan'),
    province('CQ', 'home', '重庆市', 'Chongqing'),
    province('GZ', 'near', '贵州省', 'Guizhou'),
    province('YN', 'near', '云南省', 'Yunnan'),
    province('SN', 'near', '陕西省', 'Shaanxi'),
    province('HB', 'near', '湖北省', 'Hubei'),
    province('HN', 'near', '湖南省', 'Hunan'),
    province('BJ', 'coast', '北京市', 'Beijing', 'Pékin'),
    province('TJ', 'coast', '天津市', 'Tianjin'),
    province('HE', 'coast', '河北省', 'Hebei'),
    province('SX', 'coast', '山西省', 'Shanxi'),
    province('SD', 'coast', '山东省', 'Shandong'),
    province('HA', 'coast', '河南省', 'Henan'),
    province('JS', 'coast', '江苏省', 'Jiangsu'),
    province('SH', 'coast', '上海市', 'Shanghai'),
    province('ZJ', 'coast', '浙江省', 'Zhejiang'),
    province('AH', 'coast', '安徽省', 'Anhui'),
    province('JX', 'coast', '江西省', 'Jiangxi'),
    province('FJ', 'coast', '福建省', 'Fujian'),
    province('GD', 'coast', '广东省', 'Guangdong', 'Guangdong (Canton)'),
    province('GX', 'coast', '广西壮族自治区', 'Guangxi'),
    province('HI', 'coast', '海南省', 'Hainan'),
    province('LN', 'north', '辽宁省', 'Liaoning'),
    province('JL', 'north', '吉林省', 'Jilin'),
    province('HL', 'north', '黑龙江省', 'Heilongjiang'),
    province('NM', 'north', '内蒙古自治区', 'Inner Mongolia', 'Mongolie-Intérieure'),
    province('GS', 'north', '甘肃省', 'Gansu'),
    province('QH', 'north', '青海省', 'Qinghai'),
    province('NX', 'north', '宁夏回族自治区', 'Ningxia'),
    province('XJ', 'far', '新疆维吾尔自治区', 'Xinjiang'),
    province('XZ', 'far', '西藏自治区', 'Tibet'),
  ],
}
