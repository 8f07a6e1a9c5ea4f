//! Servers that lie, hang, answer garbage, in part, or about something else: each is a reply of its own.

use crate::daemons::names::block;
use hickory_proto::op::{Message, MessageType, Query, ResponseCode};
use hickory_proto::rr::{Name as Theirs, RData, Record, RecordType as Type, rdata};
use proptest::prelude::*;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, UdpSocket};
use std::sync::Arc;
use std::time::{Duration, Instant};
use stillup::dns::direct::Direct;
use stillup::dns::lookup::{Ask as _, Question, Rcode, Reply, Transport};
use stillup::dns::record::RecordType;

/// What is sent for a query: nothing, or some messages.
type Script = Arc<dyn Fn(&[u8]) -> Vec<Vec<u8>> + Send + Sync>;

/// A server that answers as the script says, over UDP and over TCP at the same port.
pub fn server(script: impl Fn(&[u8]) -> Vec<Vec<u8>> + Send + Sync + 'static) -> SocketAddr {
    let script: Script = Arc::new(script);
    let (udp, tcp) = loop {
        let tcp = TcpListener::bind("127.0.0.1:0").expect("a port");
        if let Ok(udp) = UdpSocket::bind(tcp.local_addr().expect("an address")) {
            break (udp, tcp);
        }
    };
    let at = udp.local_addr().expect("an address");
    let over_udp = Arc::clone(&script);
    std::thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok((length, from)) = udp.recv_from(&mut bytes) {
            for message in over_udp(&bytes[..length]) {
                let _ = udp.send_to(&message, from);
            }
        }
    });
    std::thread::spawn(move || {
        for mut stream in tcp.incoming().flatten() {
            let script = Arc::clone(&script);
            std::thread::spawn(move || {
                let mut length = [0; 2];
                if stream.read_exact(&mut length).is_err() {
                    return;
                }
                let mut bytes = vec![0; usize::from(u16::from_be_bytes(length))];
                let _ = stream.read_exact(&mut bytes);
                let messages = script(&bytes);
                for message in &messages {
                    let _ = stream
                        .write_all(&u16::try_from(message.len()).expect("short").to_be_bytes());
                    let _ = stream.write_all(message);
                }
                if messages.is_empty() {
                    std::thread::sleep(Duration::from_secs(20));
                }
            });
        }
    });
    at
}

/// An honest answer, to be spoiled.
pub fn answer(query: &[u8], spoil: impl FnOnce(&mut Message)) -> Vec<Vec<u8>> {
    let mut message = Message::from_vec(query).expect("our own query");
    message.metadata.message_type = MessageType::Response;
    message.metadata.authoritative = true;
    message.edns = None;
    let name = message.queries[0].name.clone();
    let data = RData::A(rdata::A([192, 0, 2, 1].into()));
    message.add_answer(Record::from_rdata(name, 60, data));
    spoil(&mut message);
    vec![message.to_vec().expect("a message")]
}

fn ask(at: SocketAddr, over: Transport) -> (Reply, Duration) {
    let direct = Direct {
        patience: Duration::from_millis(600),
        ..Direct::default()
    };
    let name = "status.acme.example".parse().expect("a name");
    let began = Instant::now();
    let reply = block(direct.ask(at, &Question::new(&name, RecordType::A).over(over)));
    (reply, began.elapsed())
}

#[test]
fn whatever_a_server_does_is_a_reply_within_the_limit() {
    type Case = (&'static str, fn(&[u8]) -> Vec<Vec<u8>>, [&'static str; 2]);
    let cases: [Case; 11] = [
        ("honest", |q| answer(q, |_| {}), ["answers NOERROR"; 2]),
        ("hangs", |_| Vec::new(), ["does not answer"; 2]),
        (
            "knows of nothing",
            |q| {
                answer(q, |m| {
                    m.answers.clear();
                    m.metadata.authoritative = false;
                })
            },
            ["answers NOERROR and not as its own (AA is not set)"; 2],
        ),
        (
            "refuses",
            |q| {
                answer(q, |m| {
                    m.answers.clear();
                    m.metadata.response_code = ResponseCode::Refused;
                })
            },
            ["answers REFUSED"; 2],
        ),
        (
            "refuses without repeating the question",
            |q| {
                answer(q, |m| {
                    m.answers.clear();
                    m.queries.clear();
                    m.metadata.response_code = ResponseCode::FormErr;
                })
            },
            ["answers FORMERR"; 2],
        ),
        (
            "truncates everything",
            |q| answer(q, |m| m.metadata.truncation = true),
            [
                "answers in part only: and over TCP it answers in part only: over TCP, where everything fits",
                "answers in part only: over TCP, where everything fits",
            ],
        ),
        (
            "answers for another name",
            |q| {
                answer(q, |m| {
                    let name = Theirs::from_ascii("evil.example.").expect("a name");
                    m.queries = vec![Query::query(name, Type::A)];
                })
            },
            ["answers another question: evil.example. A"; 2],
        ),
        (
            "answers another type",
            |q| answer(q, |m| m.queries[0].query_type = Type::MX),
            ["answers another question: status.acme.example. MX"; 2],
        ),
        (
            "forges the number",
            |q| answer(q, |m| m.metadata.id = !m.metadata.id),
            ["answers another question: a message of another number"; 2],
        ),
        (
            "sends the query back",
            |q| vec![q.to_vec()],
            ["answers another question: it asks instead of answering"; 2],
        ),
        (
            "does not say what it answers",
            |q| answer(q, |m| m.queries.clear()),
            ["answers another question: it does not say what it answers"; 2],
        ),
    ];
    for (title, script, expected) in cases {
        let at = server(script);
        for (over, expected) in [Transport::Usual, Transport::Tcp].into_iter().zip(expected) {
            let (reply, took) = ask(at, over);
            assert_eq!(reply.to_string(), expected, "{title}");
            assert!(took < Duration::from_secs(4), "{title}: {took:?}");
        }
    }
    let garbage = server(|query| vec![[&query[..2], b"HTTP/1.1 400 Bad Request\r\n"].concat()]);
    for over in [Transport::Usual, Transport::Tcp] {
        assert!(matches!(ask(garbage, over).0, Reply::Garbage(_)));
    }
    let gone = ask(([127, 0, 0, 1], 1).into(), Transport::Usual).0;
    assert_eq!(gone.to_string(), "cannot be reached: connection refused");
}

#[test]
fn a_forged_answer_before_the_true_one_is_passed_over() {
    let at = server(|query| {
        let forged = answer(query, |m| {
            m.metadata.id = m.metadata.id.wrapping_add(1);
            m.answers.clear();
        });
        [forged, vec![b"\0\0rubbish".to_vec()], answer(query, |_| {})].concat()
    });
    let (reply, _) = ask(at, Transport::Udp);
    let answer = reply.authoritative().expect("the true one");
    assert_eq!((answer.rcode, answer.answers.len()), (Rcode::NoError, 1));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_us_fall_over(bytes in proptest::collection::vec(any::<u8>(), 0..200), cut in 0usize..60) {
        let at = server(move |query| {
            let mut whole = answer(query, |_| {}).remove(0);
            whole.truncate(whole.len().saturating_sub(cut));
            let mut noise = query[..2].to_vec();
            noise.extend(&bytes);
            vec![noise, whole]
        });
        let (_, took) = ask(at, Transport::Udp);
        prop_assert!(took < Duration::from_secs(4));
    }
}
