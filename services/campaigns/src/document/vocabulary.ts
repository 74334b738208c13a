/**
 * The words of official documents, folded (small letters, no diacritics): Nghị định 30/2020/NĐ-CP names the types and
 * the capacities in which one signs; the rest is how emulation plans put things.
 */

/** Types of documents (NĐ 30/2020, annex III), and those that these movements use besides. */
export const DOCUMENT_TYPES = [
  'ke hoach',
  'phat dong',
  'chi thi',
  'quyet dinh',
  'chuong trinh',
  'huong dan',
  'thong bao',
  'de an',
  'nghi quyet',
  'phuong an',
  'loi keu goi',
  'cong van',
  'ke hoach phat dong',
  'ke hoach to chuc',
] as const;

/** Words with which the name of a body begins. */
export const BODY_HEADS =
  '(?:uy ban nhan dan|ubnd|uy ban mat tran to quoc(?: viet nam)?|uy ban mttq(?: viet nam)?|uy ban mttqvn|ub mttq|mat tran to quoc(?: viet nam)?|hoi dong (?:nhan dan|thi dua)|hdnd|tinh uy|thanh uy|huyen uy|quan uy|thi uy|dang uy|ban chi dao|ban thuong vu|ban bi thu|ban dan toc|ban thi dua|ban quan ly|so|phong|chi cuc|cuc|dai(?! dien| bieu)|bao(?! cao| dam| ve| gom| ton| hiem xa hoi la)|van phong|thu tuong chinh phu|chinh phu|chu tich|cong an|bo chi huy|lien doan lao dong|hoi lien hiep|hoi nong dan|hoi cuu chien binh|doan thanh nien|bo|toa an|vien kiem sat|ngan hang|ban)';

/** A body that issues documents, up to where the sentence goes on. */
export const ISSUERS =
  '(?:chu tich )?(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|tinh uy|thanh uy|huyen uy|quan uy|thi uy|dang uy|ban thuong vu|ban bi thu|ban chap hanh|thu tuong(?: chinh phu)?|chinh phu|quoc hoi|bo chinh tri|bo|so|ban|phong|hoi dong|lien doan|hoi|doan|cuc|chi cuc|uy ban)';

export const POSITIONS =
  '(?:pho )?(?:chu tich(?: thuong truc)?|chu nhiem|giam doc|tong giam doc|truong ban|truong phong|truong doan|bi thu(?: thuong truc)?|thu tuong|chanh van phong|chanh thanh tra|cuc truong|chi cuc truong|hieu truong|vien truong|thu truong|bo truong|tong thu ky|bi thu thuong truc)';

/** Words after which a sentence says what a body does; the body's name ends before them. */
export const DUTY_VERBS =
  '(?:chu tri|chu dong|phoi hop|co trach nhiem|can cu|tham muu|tang cuong|huong ung|xay dung|day manh|de cao|chi dao|to chuc|quan triet|van dong|theo doi|thuc hien|trien khai|la co quan|duoc giao|tiep tuc|thuong xuyen|dinh ky|hang nam|kip thoi|tien hanh|trinh|ban hanh|huong dan|tong hop|bao cao|lam dau moi|giup (?:do|uy ban|ubnd)|tich cuc|nghiem tuc|lua chon|bo tri|can doi|cu the hoa|de nghi|phat dong|tuyen truyen|thong tin|lanh dao|phan cong|phat hien|tham gia|kiem tra|giam sat|don doc|nghien cuu|de ra|dang ky|bien tap|dua tin|cap nhat|phan anh|ra soat|nhan (?:do dau|giup)|dam bao|thong nhat|xem xet|khen thuong|binh xet|danh gia|so ket|tong ket|thi dua|doan ket|ho tro|huy dong|giam|thoat|gui)';

/** Designations of units: the first that matches counts. */
export const DESIGNATIONS: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:dac biet kho khan|dbkk)[^.;]{0,25}(?:bai ngang|ven bien|hai dao)|(?:xa )?bai ngang/,
    'EXTREMELY_DIFFICULT_COASTAL',
  ],
  [/\b(?:dac biet kho khan|dbkk)[^.;]{0,20}\bvung (?:dong bao )?dan toc thieu so/, 'EXTREMELY_DIFFICULT'],
  [/\bvung (?:dong bao )?dan toc thieu so(?: va mien nui)?/, 'ETHNIC_MINORITY_MOUNTAINOUS'],
  [/\bdac biet kho khan\b|\bdbkk\b/, 'EXTREMELY_DIFFICULT'],
  [/\bhuyen ngheo\b/, 'POOR_DISTRICT'],
  [/\bxa bien gioi\b|\bvung bien gioi\b/, 'BORDER'],
  [/\b(?:xa|xom|thon) kho khan\b/, 'DIFFICULT'],
];
