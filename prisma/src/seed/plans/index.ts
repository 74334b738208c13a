import type { PlanFacts } from '../plan-facts.js';
import { quangBinh } from './quang-binh.js';
import { thanhXuan } from './thanh-xuan.js';

/** Every official plan that the project ships. */
export const planFacts: PlanFacts[] = [thanhXuan, quangBinh];
