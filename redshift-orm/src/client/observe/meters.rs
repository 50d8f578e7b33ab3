//! Counters, gauges and histograms, for whichever recorder of the crate `metrics` the program installs. Without the feature `metrics`
//! nothing is counted.

/// A label's name and value.
pub(super) type Label<'l> = (&'static str, &'l str);

#[cfg(feature = "metrics")]
fn owned(labels: &[Label<'_>]) -> Vec<metrics::Label> {
    labels.iter().map(|(name, value)| metrics::Label::new(*name, (*value).to_owned())).collect()
}

pub(super) fn count(name: &'static str, by: u64, labels: &[Label<'_>]) {
    #[cfg(feature = "metrics")]
    metrics::counter!(name, owned(labels)).increment(by);
    #[cfg(not(feature = "metrics"))]
    let _ = (name, by, labels);
}

/// Adds to a gauge, or takes from it.
pub(super) fn add(name: &'static str, by: f64, labels: &[Label<'_>]) {
    #[cfg(feature = "metrics")]
    metrics::gauge!(name, owned(labels)).increment(by);
    #[cfg(not(feature = "metrics"))]
    let _ = (name, by, labels);
}

pub(super) fn measure(name: &'static str, value: f64, labels: &[Label<'_>]) {
    #[cfg(feature = "metrics")]
    metrics::histogram!(name, owned(labels)).record(value);
    #[cfg(not(feature = "metrics"))]
    let _ = (name, value, labels);
}
