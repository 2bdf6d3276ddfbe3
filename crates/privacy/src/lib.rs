//! Statistical disclosure control: makes classes of at least k people ([`anonymize`]), limits what is said of
//! those who coded open answers ([`coders`]), checks the guarantees of a results file ([`verify`]), and finds texts that may identify a person ([`personal`]).

pub mod anonymize;
pub mod coders;
pub mod personal;
pub mod verify;
