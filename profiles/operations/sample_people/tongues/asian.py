"""Names and phrases: Chinese, Japanese, Korean, Vietnamese."""

from profiles.operations.sample_people.tongues.tongue import Tongue, families, phrases, words

CHINESE = Tongue(
    code="zh-Hans",
    women=words(
        "安宁=anning 采薇=caiwei 丹青=danqing 芳华=fanghua 桂英=guiying 慧兰=huilan 静怡=jingyi 兰心=lanxin "
        "美玲=meiling 念慈=nianci 佩瑶=peiyao 清秋=qingqiu 若水=ruoshui 淑贞=shuzhen 婉清=wanqing 雪梅=xuemei "
        "月华=yuehua 竹君=zhujun"
    ),
    men=words(
        "伯年=bonian 崇文=chongwen 德明=deming 方平=fangping 国栋=guodong 怀远=huaiyuan 景行=jingxing 立言=liyan "
        "明哲=mingzhe 念祖=nianzu 启明=qiming 仁杰=renjie 守拙=shouzhuo 天佑=tianyou 文渊=wenyuan 修远=xiuyuan "
        "云鹏=yunpeng 子安=zian"
    ),
    families=families(
        "白=bai 蔡=cai 邓=deng 冯=feng 郭=guo 黄=huang 蒋=jiang 孔=kong 梁=liang 孟=meng 欧阳=ouyang 彭=peng "
        "钱=qian 任=ren 沈=shen 唐=tang 王=wang 徐=xu 杨=yang 郑=zheng 司马=sima 诸葛=zhuge 上官=shangguan 曹=cao "
        "谢=xie"
    ),
    order="family first, unspaced",
    pronouns=("她", "他"),
    tones=(1,),
    fields=phrases("""
        科学史
        古文字学
        语言学
        考古学
        音乐史
        历史地理
    """),
    topics=phrases("""
        敦煌写本的纸与墨
        方言地图
        古琴谱的流传
        地方志中的气候
        碑刻与拓片
        算书与民间日用
        河道的旧名
        书坊与刻工
    """),
    openings=phrases("""
        研究方向：{a}；{b}。
        近年的两个题目：{a}，以及{b}。
        主要兴趣：{a}；{b}。
    """),
    middles=phrases("""
        材料散见于七处馆藏，一半没有目录。
        一本账里看似错字，十二本里便是习惯。
        一切从一条脚注开始。
    """),
    closings=phrases("""
        如见到类似的材料，请来信告知。
        数据公开，见 [shuye.example](https://shuye.example/)。
        来信必复。
    """),
    colon="：",
    semicolon="；",
    full_stop="。",
    joint="",
)

JAPANESE = Tongue(
    code="ja",
    women=words(
        "明日香=asuka 文子=fumiko 花枝=hanae 泉=izumi 香織=kaori 雅代=masayo 奈緒美=naomi 音羽=otowa 玲子=reiko "
        "小百合=sayuri 千鶴=chizuru 弥生=yayoi 由紀子=yukiko 和歌子=wakako 琴音=kotone 美咲=misaki 雫=shizuku "
        "瑞穂=mizuho"
    ),
    men=words(
        "篤志=atsushi 文彦=fumihiko 晴信=harunobu 一郎=ichiro 啓介=keisuke 正樹=masaki 直人=naoto 修=osamu "
        "亮太=ryota 聡=satoshi 貴史=takashi 靖=yasushi 良平=ryohei 航=wataru 誠=makoto 智也=tomoya "
        "宗一郎=soichiro 健吾=kengo"
    ),
    families=families(
        "浅井=asai 千葉=chiba 遠藤=endo 藤原=fujiwara 花岡=hanaoka 石橋=ishibashi 上村=kamimura 桑原=kuwahara "
        "松永=matsunaga 長谷川=hasegawa 西園寺=saionji 小野寺=onodera 佐久間=sakuma 篠原=shinohara 高峰=takamine "
        "内海=utsumi 渡辺=watanabe 柳田=yanagida 五十嵐=igarashi 勅使河原=teshigawara 東雲=shinonome "
        "早乙女=saotome"
    ),
    order="family first",
    pronouns=("彼女", "彼"),
    tones=(1,),
    fields=phrases("""
        科学史
        書誌学
        言語学
        考古学
        音楽学
        歴史地理学
    """),
    topics=phrases("""
        和紙と古写本
        方言と海の道
        暦と農事
        能の謡本と節
        絵図に描かれた川
        和算の奉納額
        港町のことば
        虫損と修復
    """),
    openings=phrases("""
        研究テーマ：{a}、{b}。
        ふたつの問いを追っています。{a}、そして{b}。
        専門は次のふたつです。{a}、{b}。
    """),
    middles=phrases("""
        資料は七つの文庫に散らばり、その半分には目録がありません。
        一冊では誤りに見えるものが、十二冊では習慣になります。
        すべては一つの脚注から始まりました。
    """),
    closings=phrases("""
        似た資料をご存じの方は、ぜひお知らせください。
        データは公開しています：[hondana.example](https://hondana.example/)
        お手紙には必ずお返事します。
    """),
    colon="：",
    semicolon="、",
    full_stop="。",
    joint="",
)

KOREAN = Tongue(
    code="ko",
    women=words(
        "가은=gaeun 나래=narae 다솜=dasom 미경=migyeong 보람=boram 서연=seoyeon 수아=sua 아름=areum 영숙=yeongsuk "
        "은하=eunha 정란=jeongnan 지혜=jihye 초희=chohui 하늘=haneul 혜원=hyewon 소라=sora 윤슬=yunseul "
        "다혜=dahye"
    ),
    men=words(
        "건우=geonu 도현=dohyeon 동수=dongsu 민석=minseok 병호=byeongho 상훈=sanghun 성진=seongjin 승찬=seungchan "
        "영호=yeongho 우람=uram 인수=insu 재민=jaemin 종혁=jonghyeok 진우=jinu 태영=taeyeong 한결=hangyeol "
        "현준=hyeonjun 훈=hun"
    ),
    families=families(
        "강=kang 고=ko 구=ku 권=kwon 김=kim 남궁=namgung 노=noh 류=ryu 문=moon 박=park 배=bae 서문=seomun 손=sohn "
        "신=shin 심=shim 안=ahn 오=oh 윤=yoon 이=yi 장=jang 정=jeong 조=cho 차=cha 최=choi 허=heo 황보=hwangbo"
    ),
    order="family first, unspaced",
    pronouns=("그녀", "그"),
    tones=(1,),
    fields=phrases("""
        과학사
        서지학
        언어학
        고고학
        음악학
        역사지리학
    """),
    topics=phrases("""
        한지와 먹의 제조
        섬 지역의 방언
        책력과 일기
        판소리 사설의 전승
        옛 지도 속의 나루
        활자와 장인들
        별자리 그림
        편지글과 여성 독자
    """),
    openings=phrases("""
        연구 주제: {a}, {b}.
        두 가지를 공부합니다. {a}, 그리고 {b}.
        주요 관심사: {a}, {b}.
    """),
    middles=phrases("""
        자료는 일곱 곳에 흩어져 있고, 절반은 목록이 없습니다.
        한 책에서 오류로 보이는 것이 열두 책에서는 습관입니다.
        모든 것은 각주 하나에서 시작되었습니다.
    """),
    closings=phrases("""
        비슷한 자료를 보신 분은 알려 주십시오.
        자료는 공개되어 있습니다: [chaekjang.example](https://chaekjang.example/)
        편지에는 꼭 답장합니다.
    """),
    semicolon=", ",
)

VIETNAMESE = Tongue(
    code="vi",
    women=words(
        "Thị_Ánh Bích_Diệp Cẩm_Tú Diễm_Quỳnh Đoan_Trang Gia_Hân Hồng_Nhung Hương_Giang Khánh_Vân Lệ_Thủy Mỹ_Duyên "
        "Ngọc_Lan Nguyệt_Ánh Phương_Thảo Quế_Chi Thanh_Tuyền Thu_Hằng Tố_Uyên Tuyết_Mai Xuân_Quỳnh"
    ),
    men=words(
        "Anh_Dũng Bảo_Quốc Công_Thành Đình_Phúc Đức_Thắng Gia_Huy Hoàng_Sơn Hữu_Nghĩa Khắc_Hiếu Minh_Triết "
        "Ngọc_Thạch Quang_Vinh Quốc_Tuấn Thanh_Bình Thế_Lữ Trọng_Khôi Tường_Vũ Văn_Đạt Việt_Hùng Xuân_Trường"
    ),
    families=families(
        "Bùi Châu Dương Đặng Đinh Đoàn Giáp Hồ Huỳnh Kiều Lâm Lê Lương Mạc Nghiêm Nguyễn Phạm Phan Quách Tạ Thái "
        "Tôn_Thất Trần Triệu Trịnh Vũ"
    ),
    order="family first",
    pronouns=("cô ấy", "anh ấy"),
    tones=(1,),
    fields=phrases("""
        Lịch sử khoa học
        Hán Nôm
        Ngôn ngữ học
        Khảo cổ học
        Âm nhạc học
        Thực vật học
    """),
    topics=phrases("""
        văn bia làng xã
        giấy dó và nghề in
        phương ngữ ven biển
        lịch và mùa vụ
        bản đồ sông ngòi
        ca trù và người nghe
        gia phả chép tay
        thơ Nôm khuyết danh
    """),
    openings=phrases("""
        Hướng nghiên cứu: {a}; {b}.
        Hai đề tài tôi đang theo đuổi: {a} và {b}.
        Chủ đề: {a}; {b}.
    """),
    middles=phrases("""
        Tư liệu nằm rải rác ở bảy kho, một nửa chưa có thư mục.
        Điều tưởng là lỗi trong một cuốn sổ lại là thói quen trong mười hai cuốn.
        Mọi chuyện bắt đầu từ một chú thích.
    """),
    closings=phrases("""
        Rất mong nhận được tin về những tư liệu tương tự.
        Dữ liệu mở tại [sotay.example](https://sotay.example/).
        Thư nào tôi cũng trả lời.
    """),
)
