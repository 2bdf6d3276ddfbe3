//! Classes of at least k people: how they are made ([`anonymize`]), how a results file is held against its promises
//! ([`verify`]), and what in raw answers points at a person ([`personal`]).

pub mod anonymize;
pub mod personal;
pub mod verify;
