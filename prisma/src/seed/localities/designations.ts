import type { DeclaredBearersFacts, DesignationFacts } from '../locality-facts.js';
import { REFORM } from './facts.js';

/**
 * What the Prime Minister's lists of poor districts and of extremely difficult communes say of the units recorded here.
 * A status holds from the day of the decision to the end of the stage that the decision names, or of the unit.
 *
 * Not recorded, for want of a source that names the units: Quảng Bình's coastal communes in the stage 2021–2025 (some are
 * on the list of Quyết định 353/QĐ-TTg, which ones is not confirmed), its communes in regions III, II and I, the border
 * communes, and the poor districts of Cao Bằng and Bắc Giang before 2022. Where nothing of a kind is recorded for a time,
 * nothing follows about who held that status then.
 */
const poorDistricts2018: DesignationFacts = {
  locality: 'D452@old', // Minh Hóa; Quảng Bình has no poor district in the list of 2022
  kind: 'POOR_DISTRICT',
  name: 'Huyện nghèo giai đoạn 2018 - 2020',
  validFrom: '2018-03-07',
  validTo: '2021-01-01',
  legalBasis: 'Quyết định 275/QĐ-TTg ngày 07/3/2018',
};

const poorDistricts2022 = [
  'D220@old', // Sơn Động
  'D042@old', // Bảo Lâm
  'D043@old', // Bảo Lạc
  'D045@old', // Hà Quảng
  'D047@old', // Trùng Khánh
  'D048@old', // Hạ Lang
  'D052@old', // Nguyên Bình
  'D053@old', // Thạch An
].map(
  (locality): DesignationFacts => ({
    locality,
    kind: 'POOR_DISTRICT',
    name: 'Huyện nghèo giai đoạn 2021 - 2025',
    validFrom: '2022-03-15',
    validTo: REFORM,
    legalBasis: 'Quyết định 353/QĐ-TTg ngày 15/3/2022',
  }),
);

const coastalCommunes2017 = [
  'C19018@old', // Quảng Đông
  'C19063@old', // Phù Hóa
  'C19075@old', // Quảng Trung
  'C19090@old', // Quảng Sơn
  'C19099@old', // Quảng Văn
  'C19108@old', // Quảng Minh
  'C19120@old', // Mỹ Trạch
  'C19216@old', // Hải Ninh
  'C19222@old', // Duy Ninh
  'C19231@old', // Hiền Ninh
  'C19252@old', // Hồng Thủy
  'C19288@old', // Hưng Thủy
].map(
  (locality): DesignationFacts => ({
    locality,
    kind: 'EXTREMELY_DIFFICULT_COASTAL',
    name: 'Xã đặc biệt khó khăn vùng bãi ngang, ven biển và hải đảo giai đoạn 2016 - 2020',
    validFrom: '2017-01-25',
    validTo: '2021-01-01',
    legalBasis: 'Quyết định 131/QĐ-TTg ngày 25/01/2017',
  }),
);

export const designationFacts: DesignationFacts[] = [poorDistricts2018, ...poorDistricts2022, ...coastalCommunes2017];

const list2022 = 'Quyết định 353/QĐ-TTg ngày 15/3/2022';
const stage2022 = { validFrom: '2022-03-15', validTo: '2026-01-01', legalBasis: list2022 };

/** Where no number stands here, it is not known whether the recorded bearers are all. */
export const declaredBearers: DeclaredBearersFacts[] = [
  { ...stage2022, locality: 'VN', kind: 'POOR_DISTRICT', count: 74 },
  { ...stage2022, locality: 'VN', kind: 'EXTREMELY_DIFFICULT_COASTAL', count: 54 },
  { ...stage2022, locality: 'P04@old', kind: 'POOR_DISTRICT', count: 7 },
  { ...stage2022, locality: 'P24@old', kind: 'POOR_DISTRICT', count: 1 },
];
