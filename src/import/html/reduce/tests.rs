use super::*;

fn html(source: &str) -> String {
    reduced(source).html
}

#[test]
fn what_nobody_reads_is_left_out() {
    for (source, kept) in [
        ("a<!-- b -->c", "ac"),
        ("a<script>if (x<y) '</p>'</script >b", "ab"),
        ("a<STYLE>p{}</style>b", "ab"),
        ("a<svg><path d=x/><svg></svg><title>t</title></svg>b", "ab"),
        (
            "<link rel=preload href=x><link rel=canonical href=y>",
            "<link rel=canonical href=y>",
        ),
        ("a<iframe src=x><p></iframe>b", "a<iframe src=x></iframe>b"),
        ("a<script>b", "a"),
        (
            "<frameset rows=1><frame src=a><noframes><p>b</noframes>",
            "<p>b",
        ),
        ("<?xml version='1.0'?>a</>b<p", "ab"),
    ] {
        assert_eq!(html(source), kept, "{source}");
    }
}

#[test]
fn what_looks_like_it_and_is_not_stays() {
    for source in [
        "<title>a <script> b</title><p>c",
        "<p title='<!-- x -->'>a</p>",
        "<textarea><style></textarea>a",
        "a < b <1> <2",
        "<svg><foreignobject><p>a</p></foreignobject></svg>",
        "<svg><p>a",
        "<plaintext><script>a</script>",
        "<template><p>a</p></template>",
    ] {
        assert_eq!(html(source), source);
    }
}

#[test]
fn what_is_never_closed_does_not_take_in_the_story() {
    for (source, kept) in [
        ("<!-- a <div><p>b</p><!-- c <i></body>", "<p>b</p></body>"),
        ("<p>b<!-- cut <i>off", "<p>b"),
        (
            "<title>a\n<p>b<title>c</svg>",
            "<title>a\n</title><p>bc</svg>",
        ),
        ("<iframe src=x /><p>b", "<p>b"),
        ("<textarea><p>b", "<p>b"),
        ("<script src=x /><p>b", "<p>b"),
        ("<!-->a<!--->b<!-- c --!>d", "abd"),
    ] {
        assert_eq!(html(source), kept, "{source}");
    }
}

#[test]
fn a_slash_closes_an_element_of_xml_alone() {
    let page = "<script src=x /><title/><b/><a id='n' /><br/><iframe/><p>a</p>";
    let kept = "<b/></b><a id='n' /></a><br/><p>a</p>";
    let declared = format!("<?xml version='1.0'?>{page}");
    assert_eq!(html(&declared), kept);
    assert_eq!(html("<b/><p>a</p>"), "<b/><p>a</p>");
}

#[test]
fn what_a_page_says_for_machines_is_noted() {
    let page = reduced("<script type='application/ld+json'>{\"a\":1}</script><p>b");
    assert_eq!(page.json_ld, ["{\"a\":1}"]);
    assert_eq!(page.html, "<p>b");
}

#[test]
fn a_part_of_the_page_in_a_shadow_root_is_one() {
    let source =
        "<x-a><template shadowrootmode=open><p>a</p><template>b</template></template></x-a>";
    let kept = "<x-a><div><p>a</p><template>b</template></div></x-a>";
    assert_eq!(html(source), kept);
}

#[test]
fn long_attributes_go_and_pictures_keep_their_element() {
    let data = "A".repeat(1_000_000);
    let source = format!(
        "<img class=x onload='{data}' src=\"data:image/png;base64,{data}\" alt='A b' srcset='data:x {data}'/>"
    );
    assert_eq!(
        html(&source),
        "<img class=x src=\"data:image/png;base64\" alt='A b' srcset='' />"
    );
    let address = "a".repeat(1000);
    let kept = format!("<img data-sf-original-src='{address}'>");
    assert_eq!(html(&kept), kept);
    let late = format!("<img data-src=a.jpg data-config='{data}' style='{data}'>");
    assert_eq!(html(&late), "<img data-src=a.jpg>");
    let many = format!("<img srcset='{}'>", "a.jpg 1x, ".repeat(1000));
    assert!(html(&many).len() < values::PICTURES + 20);
}

#[test]
fn pages_made_to_hurt_are_read_once() {
    // Each would be read to its end again for every tag.
    for piece in [
        "<svg>",
        "<script>",
        "<title>",
        "<template>",
        "<svg><desc>",
        "<!-->",
        "<!-- >",
        "<iframe>",
        "<script/>",
        "<a b='",
    ] {
        let page = piece.repeat(100_000);
        assert!(html(&page).len() <= page.len(), "{piece}");
    }
}
