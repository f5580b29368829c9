//! Radicals and compatibility ideographs, which printing to PDF puts in the place of ordinary Han characters, back to those.
//!
//! Radicals by Unicode's `Equivalent_Unified_Ideograph` (NFKC knows only half of them), compatibility ideographs by their
//! canonical decomposition. One character becomes one character, so positions stay; fullwidth forms are left alone.

/// ⼀ and ⻓ to 一 and 长.
pub fn normalize(text: &str) -> String {
    text.chars().map(unify).collect()
}

/// How many characters `normalize` would change.
pub fn count(text: &str) -> usize {
    text.chars().filter(|it| unify(*it) != *it).count()
}

fn unify(c: char) -> char {
    let (first, table) = match c {
        '\u{2E80}'..='\u{2EF3}' => (0x2E80, SUPPLEMENT),
        '\u{2F00}'..='\u{2FD5}' => (0x2F00, KANGXI),
        '\u{F900}'..='\u{FAD9}' => (0xF900, COMPATIBILITY),
        _ => return c,
    };
    table.chars().nth((c as u32 - first) as usize).unwrap_or(c)
}

/// U+2E80 to U+2EF3; the character itself where it has no equivalent.
const SUPPLEMENT: &str = "\
    ⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓\
    罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨\
    鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟\
    ";

/// U+2F00 to U+2FD5.
const KANGXI: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾\
    干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生\
    用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷\
    豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻\
    黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠\
    ";

/// U+F900 to U+FAD9.
const COMPATIBILITY: &str = "\
    豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓\
    爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北\
    磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊\
    練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉\
    杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒\
    狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀﨎﨏塚﨑晴﨓﨔凞猪益礼神祥福靖精羽﨟蘒﨡諸﨣﨤逸都﨧﨨﨩飯飼\
    館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹\
    艹著褐視謁謹賓贈辶逸難響頻恵𤋮舘﩮﩯並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒\
    敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆視調諸請謁諾諭謹變贈\
    輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘䀹𥉉𥳐𧻓齃龎\
    ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_characters_and_fullwidth_digits_stay() {
        assert_eq!(normalize("⼀⼆⼗⽉⽇⻓⺠，３６％"), "一二十月日长民，３６％");
        assert_eq!(normalize("\u{F9D1}\u{F979}"), "六凉");
        assert_eq!(count("⼀月"), 1);
        assert_eq!(
            (SUPPLEMENT.chars().count(), KANGXI.chars().count(), COMPATIBILITY.chars().count()),
            (0x74, 0xD6, 0x1DA)
        );
    }
}
