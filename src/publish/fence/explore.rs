//! Every order in which several publishers' requests can reach one place, tried out on the code that
//! publishes: a model checker whose model is the program.
//!
//! Each publisher is a future whose every request waits at its [`Door`]. A step lets one of them
//! through and runs its publisher up to the next. What a publisher will do follows from the answers it
//! got, so two orders that led to the same place and the same answers are one state, and are gone on
//! from once. Dying is part of it: a publisher that is never let through again is one that died, and
//! the promise has to hold in every state.
//!
//! With more publishers than two there are too many orders. Then all of them are tried in which somebody is
//! interrupted only so often: what goes wrong at all goes wrong within a few interruptions ("Iterative context
//! bounding for systematic testing of multithreaded programs", 2007).

pub mod lacking;
pub mod place;
pub mod race;

use std::collections::HashMap;
use std::collections::VecDeque;
use std::collections::hash_map::DefaultHasher;
use std::future::poll_fn;
use std::hash::{Hash, Hasher as _};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

/// How a request is let through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pass {
    /// It is answered.
    Answered,
    /// Its first answer is lost, it is sent again, and that one is answered.
    Twice,
}

/// Where one publisher's requests wait for their turn.
#[derive(Clone, Default)]
pub struct Door {
    inside: Arc<Mutex<Inside>>,
}

#[derive(Default)]
struct Inside {
    /// Lets everything through at once.
    open: bool,
    pass: Option<Pass>,
    waiting: VecDeque<(bool, Waker)>,
    heard: DefaultHasher,
}

impl Door {
    /// One that nobody has to wait at.
    pub fn open() -> Self {
        let door = Door::default();
        door.inside().open = true;
        door
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for the turn of one request; `again` says whether a lost answer makes it be sent again.
    pub async fn turn(&self, again: bool) -> Pass {
        let mut queued = false;
        poll_fn(|context| {
            let mut inside = self.inside();
            if inside.open {
                return Poll::Ready(Pass::Answered);
            }
            if queued && let Some(pass) = inside.pass.take() {
                return Poll::Ready(pass);
            }
            if !queued {
                queued = true;
                inside.waiting.push_back((again, context.waker().clone()));
            }
            Poll::Pending
        })
        .await
    }

    /// The publisher was told this.
    pub fn heard<T: Hash>(&self, answer: T) -> T {
        answer.hash(&mut self.inside().heard);
        answer
    }
}

/// One publisher, and the door its requests go through.
pub struct Publisher<T> {
    /// Its door.
    pub door: Door,
    /// What it does.
    pub work: Pin<Box<dyn Future<Output = T>>>,
}

/// A place with those who are about to publish to it, before their first request.
pub struct Scene<T> {
    /// Who publishes.
    pub publishers: Vec<Publisher<T>>,
    /// All of the place, as a number.
    pub place: Box<dyn Fn() -> u64>,
    /// What holds in every state, given what came of those who finished.
    pub promise: Promise<T>,
}

/// What is asked of every state; the error is what does not hold.
pub type Promise<T> = Box<dyn Fn(&[Option<T>]) -> Result<(), String>>;

/// What was found.
#[derive(Debug)]
pub struct Explored {
    /// How many different states there are.
    pub states: usize,
    /// How many of them are the end of all publishers.
    pub ends: usize,
    /// The first broken promise, with the steps that lead there.
    pub broken: Option<String>,
}

struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::SeqCst);
    }
}

type Step = (usize, Pass);

/// One scene being played.
struct Play<T> {
    scene: Scene<T>,
    done: Vec<Option<T>>,
    lost: usize,
    /// Who was let through last.
    last: Option<usize>,
    /// How often somebody else was, though that one was not done.
    interrupted: usize,
}

impl<T> Play<T> {
    fn new(scene: Scene<T>) -> Self {
        let count = scene.publishers.len();
        let mut play = Play {
            scene,
            done: (0..count).map(|_| None).collect(),
            lost: 0,
            last: None,
            interrupted: 0,
        };
        (0..count).for_each(|who| play.run(who));
        play
    }

    /// Runs one publisher until it waits at its door, or is done.
    fn run(&mut self, who: usize) {
        loop {
            let woken = Arc::new(Woken(AtomicBool::new(false)));
            let waker = Waker::from(Arc::clone(&woken));
            let publisher = &mut self.scene.publishers[who];
            let polled = publisher
                .work
                .as_mut()
                .poll(&mut Context::from_waker(&waker));
            if let Poll::Ready(done) = polled {
                self.done[who] = Some(done);
                return;
            }
            if !woken.0.load(Ordering::SeqCst) {
                return;
            }
        }
    }

    fn step(&mut self, (who, pass): Step) {
        self.lost += usize::from(pass == Pass::Twice);
        let going = self.going().is_some_and(|going| going != who);
        self.interrupted += usize::from(going);
        self.last = Some(who);
        let waiting = {
            let mut inside = self.scene.publishers[who].door.inside();
            inside.pass = Some(pass);
            inside.waiting.pop_front()
        };
        let (_, waker) = waiting.expect("a publisher that is not done waits at its door");
        waker.wake();
        self.run(who);
    }

    /// Who was let through last, unless done.
    fn going(&self) -> Option<usize> {
        self.last.filter(|last| self.done[*last].is_none())
    }

    fn steps(&self, bounds: Bounds) -> Vec<Step> {
        let losses = bounds.losses;
        let only = self
            .going()
            .filter(|_| self.interrupted >= bounds.interruptions);
        let mut steps = Vec::new();
        for (who, publisher) in self.scene.publishers.iter().enumerate() {
            if self.done[who].is_some() || only.is_some_and(|only| only != who) {
                continue;
            }
            steps.push((who, Pass::Answered));
            let inside = publisher.door.inside();
            if self.lost < losses && inside.waiting.front().is_some_and(|(again, _)| *again) {
                steps.push((who, Pass::Twice));
            }
        }
        steps
    }

    /// Where it stands, as a number, and how many interruptions that took. What lies ahead depends on both only
    /// where interruptions are bounded.
    fn state(&self, bounds: Bounds) -> (u64, usize) {
        let mut state = DefaultHasher::new();
        (self.scene.place)().hash(&mut state);
        self.lost.hash(&mut state);
        let bounded = bounds.interruptions < usize::MAX;
        self.going().filter(|_| bounded).hash(&mut state);
        for (publisher, done) in self.scene.publishers.iter().zip(&self.done) {
            publisher.door.inside().heard.finish().hash(&mut state);
            done.is_some().hash(&mut state);
        }
        let interrupted = if bounded { self.interrupted } else { 0 };
        (state.finish(), interrupted)
    }
}

/// Which orders are tried.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// So many answers may get lost on the way.
    pub losses: usize,
    /// Somebody who is not done may be interrupted so often.
    pub interruptions: usize,
}

impl Bounds {
    /// Every order, with so many lost answers.
    pub fn all(losses: usize) -> Self {
        Bounds {
            losses,
            interruptions: usize::MAX,
        }
    }
}

/// Plays the scene in every order within these bounds.
pub fn explore<T>(make: impl Fn() -> Scene<T>, bounds: Bounds) -> Explored {
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let mut open: Vec<Vec<Step>> = vec![Vec::new()];
    let mut explored = Explored {
        states: 0,
        ends: 0,
        broken: None,
    };
    while let Some(mut path) = open.pop() {
        let mut play = Play::new(make());
        path.iter().for_each(|step| play.step(*step));
        loop {
            let (state, interrupted) = play.state(bounds);
            let known = seen.get(&state).copied();
            // Nothing more comes of it, unless more may be interrupted from here on than when it was met before.
            if known.is_some_and(|least| least <= interrupted) {
                break;
            }
            seen.insert(state, interrupted);
            explored.states += usize::from(known.is_none());
            if let Err(why) = (play.scene.promise)(&play.done) {
                explored.broken = Some(format!("{why}\nafter {}", told(&path)));
                return explored;
            }
            let mut steps = play.steps(bounds);
            let Some(next) = steps.pop() else {
                explored.ends += 1;
                break;
            };
            let others = steps.into_iter().map(|step| [&path[..], &[step]].concat());
            open.extend(others);
            play.step(next);
            path.push(next);
        }
    }
    explored
}

/// Who was let through, in runs.
fn told(path: &[Step]) -> String {
    let runs = path.chunk_by(|one, other| one == other);
    let words = runs.map(|run| match run[0] {
        (who, Pass::Answered) => format!("{who} x{}", run.len()),
        (who, Pass::Twice) => format!("{who} twice"),
    });
    words.collect::<Vec<_>>().join(", ")
}
