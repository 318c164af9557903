//! From evidence to a partnership (codebook, section 4): counts that merge in any order, measures, intervals.
