import type { DemoCooperative, DemoPerson, DemoProducer } from './types.ts'

/** Cooperative and county are invented; the life in them is not. */
export const cooperative: DemoCooperative = {
  slug: 'yunling',
  name: { zh: '云岭合作社', en: 'Yunling Cooperative', fr: 'Coopérative de Yunling' },
  village: { zh: '云岭村', en: 'Yunling village', fr: 'village de Yunling' },
  county: { zh: '四川省溪源县', en: 'Xiyuan County, Sichuan', fr: 'comté de Xiyuan, Sichuan' },
  story: {
    zh: '云岭村在海拔一千二百米的山腰上，四十三户人家，一条去年才修通的水泥路。2019年，陈秀兰用一部旧手机把邻居卖不掉的橙子播了出去，三天卖了八百斤。第二年大家凑钱成立了合作社：谁家种的，箱子上就写谁家的名字，卖了多少钱，一笔一笔都贴在村口的墙上。',
    en: 'Yunling sits on a mountainside at 1,200 metres: forty-three households and a concrete road that only arrived last year. In 2019 Chen Xiulan used an old phone to show the oranges her neighbours could not sell, and four hundred kilos were gone in three days. A year later the village pooled its money and founded the cooperative. Every box carries the name of the family that grew it, and every yuan it earned is posted on the wall at the village gate.',
    fr: 'Yunling s’accroche à la montagne à 1 200 mètres : quarante-trois foyers et une route bétonnée qui n’est arrivée que l’an dernier. En 2019, Chen Xiulan a montré avec un vieux téléphone les oranges que ses voisins n’arrivaient pas à vendre : quatre cents kilos sont partis en trois jours. L’année suivante, le village s’est cotisé pour fonder la coopérative. Chaque caisse porte le nom de la famille qui l’a remplie, et chaque yuan gagné est affiché sur le mur à l’entrée du village.',
  },
}

export const producers: DemoProducer[] = [
  {
    slug: 'zhou-dashan',
    name: { zh: '周大山', en: 'Zhou Dashan', fr: 'Zhou Dashan' },
    village: { zh: '云岭村上湾组', en: 'Shangwan, Yunling', fr: 'Shangwan, Yunling' },
    story: {
      zh: '周大山在上湾守着三百棵脐橙和半坡猕猴桃，树是他父亲1987年一棵一棵背上山的。他不打甜蜜素，也不提前采：尝过不够甜，就再等一个星期。',
      en: 'Zhou Dashan looks after three hundred orange trees and half a slope of kiwi vines that his father carried up the mountain one by one in 1987. He never picks early. If the first orange is not sweet enough, everybody waits another week.',
      fr: 'Zhou Dashan veille sur trois cents orangers et un demi-versant de kiwis que son père a montés à dos d’homme, un par un, en 1987. Il ne cueille jamais trop tôt : si la première orange n’est pas assez sucrée, tout le monde attend une semaine de plus.',
    },
    portrait: 'portrait-zhou-dashan.webp',
  },
  {
    slug: 'li-guiying',
    name: { zh: '李桂英', en: 'Li Guiying', fr: 'Li Guiying' },
    village: { zh: '云岭村河坝组', en: 'Heba, Yunling', fr: 'Heba, Yunling' },
    story: {
      zh: '李桂英今年六十八岁，菜园就在老屋后面，番茄种子是她从娘家带来的，留了四十六年。她养了一百二十只鸡，白天满山跑，晚上她一只只数回来。油辣子按婆婆的方子炒，一锅两个钟头，不离人。',
      en: 'Li Guiying is sixty-eight. Her garden lies right behind the old house, and the tomato seed came with her when she married, forty-six years ago. Her hundred and twenty hens roam the hill by day and are counted home one by one at night. Her chilli oil follows her mother-in-law’s recipe: two hours at the wok, never leaving it.',
      fr: 'Li Guiying a soixante-huit ans. Son potager est juste derrière la vieille maison, et les graines de tomate l’ont suivie à son mariage, il y a quarante-six ans. Ses cent vingt poules courent la colline le jour ; le soir, elle les compte une par une. Son huile de piment suit la recette de sa belle-mère : deux heures au wok, sans s’éloigner.',
    },
    portrait: 'portrait-li-guiying.webp',
  },
  {
    slug: 'yang-wenbin',
    name: { zh: '杨文斌', en: 'Yang Wenbin', fr: 'Yang Wenbin' },
    village: { zh: '云岭村林场组', en: 'Linchang, Yunling', fr: 'Linchang, Yunling' },
    story: {
      zh: '杨文斌在成都修了八年手机，2021年回村养蜂。六十箱中蜂放在林子边上，一年只取一次蜜；花椒和核桃是林子里的老树，他和父亲一起上树打。',
      en: 'Yang Wenbin repaired phones in Chengdu for eight years and came home in 2021 to keep bees. His sixty hives stand at the edge of the forest and give honey once a year. The pepper bushes and walnut trees are old ones, and he climbs them together with his father.',
      fr: 'Yang Wenbin a réparé des téléphones à Chengdu pendant huit ans avant de revenir, en 2021, élever des abeilles. Ses soixante ruches, à la lisière de la forêt, ne sont récoltées qu’une fois l’an. Poivriers et noyers sont de vieux arbres où il grimpe encore avec son père.',
    },
    portrait: 'portrait-yang-wenbin.webp',
  },
  {
    slug: 'he-meizhen',
    name: { zh: '何美珍', en: 'He Meizhen', fr: 'He Meizhen' },
    village: { zh: '云岭村茶坪组', en: 'Chaping, Yunling', fr: 'Chaping, Yunling' },
    story: {
      zh: '何美珍家的茶园在茶坪最高的一级，雾散得最晚。她自己采、自己揉、自己烘，一天最多做八斤干茶。冬天不做茶，就上山挖笋、用柏枝熏肉，灶房的烟一直冒到过年。',
      en: 'He Meizhen’s tea grows on the highest terrace of Chaping, where the mist leaves last. She picks, rolls and dries it herself, four kilos a day at most. In winter, when there is no tea to make, she digs bamboo shoots and smokes bacon over cypress twigs, and her kitchen chimney rests only at New Year.',
      fr: 'Le thé de He Meizhen pousse sur la plus haute terrasse de Chaping, là où la brume s’attarde. Elle le cueille, le roule et le sèche elle-même, quatre kilos par jour au plus. L’hiver, sans thé à faire, elle déterre les pousses de bambou et fume le lard au cyprès ; sa cheminée ne se repose qu’au Nouvel An.',
    },
    portrait: 'portrait-he-meizhen.webp',
  },
]

/** The host is a member of the cooperative who sells what the others grow. */
export const people: DemoPerson[] = [
  {
    account: 'viewer',
    mail: 'viewer@demo.cunbo.example',
    name: { zh: '林小满', en: 'Lin Xiaoman', fr: 'Lin Xiaoman' },
    role: null,
    platformAdmin: false,
    portrait: null,
  },
  {
    account: 'host',
    mail: 'host@demo.cunbo.example',
    name: { zh: '陈秀兰', en: 'Chen Xiulan', fr: 'Chen Xiulan' },
    role: 'host',
    platformAdmin: false,
    portrait: 'portrait-host.webp',
  },
  {
    account: 'packer',
    mail: 'packer@demo.cunbo.example',
    name: { zh: '周小军', en: 'Zhou Xiaojun', fr: 'Zhou Xiaojun' },
    role: 'packer',
    platformAdmin: false,
    portrait: null,
  },
  {
    account: 'manager',
    mail: 'manager@demo.cunbo.example',
    name: { zh: '王建国', en: 'Wang Jianguo', fr: 'Wang Jianguo' },
    role: 'manager',
    platformAdmin: false,
    portrait: null,
  },
  {
    account: 'admin',
    mail: 'admin@demo.cunbo.example',
    name: { zh: '赵敏', en: 'Zhao Min', fr: 'Zhao Min' },
    role: null,
    platformAdmin: true,
    portrait: null,
  },
]
