import { REFORM } from './localities/facts.js';

/**
 * The tenants the project starts with: the authorities of the five documents, those above them, and their successors
 * (design §2). More are created through the API.
 */
export interface TenantFacts {
  slug: string;
  kind: 'CENTRAL_BOARD' | 'PROVINCE' | 'DISTRICT' | 'COMMUNE' | 'AGENCY';
  name: string;
  /** The key of the locality that is its territory; null for an agency. */
  locality: string | null;
  superior: string | null;
  /** Null: since before the first record. */
  establishedOn: string | null;
  /** The day it no longer existed; null: it still does. */
  dissolvedOn: string | null;
  /** The tenant that its superior named to act for it. */
  successor?: string;
  flags?: { code: 'END_UNCONFIRMED' | 'BEGIN_UNCONFIRMED'; explanation: string }[];
}

/** The day on which Ban Dân tộc is taken to have become Sở Dân tộc và Tôn giáo. */
const AGENCY_REFORM = '2025-03-01';
const unconfirmed = 'The department exists by October 2025; no source at hand confirms the day on which it took over.';

export const tenantFacts: TenantFacts[] = [
  {
    slug: 'trung-uong',
    kind: 'CENTRAL_BOARD',
    name: 'Ban Thi đua – Khen thưởng Trung ương',
    locality: 'VN',
    superior: null,
    establishedOn: null,
    dissolvedOn: null,
  },
  {
    slug: 'bac-giang',
    kind: 'PROVINCE',
    name: 'Tỉnh Bắc Giang',
    locality: 'P24@old',
    superior: 'trung-uong',
    establishedOn: null,
    dissolvedOn: REFORM,
    successor: 'bac-ninh',
  },
  {
    slug: 'bac-ninh',
    kind: 'PROVINCE',
    name: 'Tỉnh Bắc Ninh',
    locality: `P24@${REFORM}`,
    superior: 'trung-uong',
    establishedOn: REFORM,
    dissolvedOn: null,
  },
  {
    slug: 'tp-bac-giang',
    kind: 'DISTRICT',
    name: 'Thành phố Bắc Giang',
    locality: 'D213@old',
    superior: 'bac-giang',
    establishedOn: null,
    dissolvedOn: REFORM,
    successor: 'bac-ninh',
  },
  {
    slug: 'cao-bang',
    kind: 'PROVINCE',
    name: 'Tỉnh Cao Bằng',
    locality: 'P04@old',
    superior: 'trung-uong',
    establishedOn: null,
    dissolvedOn: null,
  },
  {
    slug: 'ha-lang',
    kind: 'DISTRICT',
    name: 'Huyện Hạ Lang',
    locality: 'D048@old',
    superior: 'cao-bang',
    establishedOn: null,
    dissolvedOn: REFORM,
    successor: 'cao-bang',
  },
  {
    slug: 'ban-dan-toc-cao-bang',
    kind: 'AGENCY',
    name: 'Ban Dân tộc tỉnh Cao Bằng',
    locality: null,
    superior: 'cao-bang',
    establishedOn: null,
    dissolvedOn: AGENCY_REFORM,
    successor: 'so-dan-toc-ton-giao-cao-bang',
    flags: [{ code: 'END_UNCONFIRMED', explanation: unconfirmed }],
  },
  {
    slug: 'so-dan-toc-ton-giao-cao-bang',
    kind: 'AGENCY',
    name: 'Sở Dân tộc và Tôn giáo tỉnh Cao Bằng',
    locality: null,
    superior: 'cao-bang',
    establishedOn: AGENCY_REFORM,
    dissolvedOn: null,
    flags: [{ code: 'BEGIN_UNCONFIRMED', explanation: unconfirmed }],
  },
  {
    slug: 'quang-binh',
    kind: 'PROVINCE',
    name: 'Tỉnh Quảng Bình',
    locality: 'P44@old',
    superior: 'trung-uong',
    establishedOn: null,
    dissolvedOn: REFORM,
    successor: 'quang-tri',
  },
  {
    slug: 'quang-tri',
    kind: 'PROVINCE',
    name: 'Tỉnh Quảng Trị',
    locality: `P44@${REFORM}`,
    superior: 'trung-uong',
    establishedOn: REFORM,
    dissolvedOn: null,
  },
  {
    slug: 'ha-noi',
    kind: 'PROVINCE',
    name: 'Thành phố Hà Nội',
    locality: 'P01@old',
    superior: 'trung-uong',
    establishedOn: null,
    dissolvedOn: null,
  },
  {
    slug: 'thanh-xuan',
    kind: 'DISTRICT',
    name: 'Quận Thanh Xuân',
    locality: 'D009@old',
    superior: 'ha-noi',
    establishedOn: null,
    dissolvedOn: REFORM,
    successor: 'ha-noi',
  },
];
