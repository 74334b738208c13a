import type { PlanFacts } from '../plan-facts.js';
import { bacGiangCity } from './bac-giang-city.js';
import { banDanToc } from './ban-dan-toc.js';
import { haLang } from './ha-lang.js';
import { national } from './national.js';
import { quangBinh } from './quang-binh.js';
import { thanhXuan } from './thanh-xuan.js';

/** Every official plan that the project ships. */
export const planFacts: PlanFacts[] = [national, thanhXuan, quangBinh, banDanToc, bacGiangCity, haLang];
