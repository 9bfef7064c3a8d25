//! Words by their characters, to walk along a text.

use std::collections::HashMap;

use foldhash::fast::FixedState;

/// A place in the tree: the words that begin alike. The root is 0.
pub type Node = u32;

/// A tree of words, one character a step.
#[derive(Debug, Clone, Default)]
pub struct Trie {
    steps: HashMap<u64, Node, FixedState>,
    nodes: Node,
}

impl Trie {
    /// Puts a word in, and says where it ends. The same word ends at the same place, the empty one at 0.
    pub fn insert(&mut self, word: &str) -> Node {
        let mut node = 0;
        for letter in word.chars() {
            let next = self.nodes.saturating_add(1);
            let step = self.steps.entry(key(node, letter)).or_insert(next);
            node = *step;
            self.nodes = self.nodes.max(node);
        }
        node
    }

    /// One step on; `None` where no word goes on so.
    pub fn step(&self, node: Node, letter: char) -> Option<Node> {
        self.steps.get(&key(node, letter)).copied()
    }
}

/// A place and a character as one number: a character takes 21 bits.
fn key(node: Node, letter: char) -> u64 {
    (u64::from(node) << 21) | u64::from(u32::from(letter))
}
