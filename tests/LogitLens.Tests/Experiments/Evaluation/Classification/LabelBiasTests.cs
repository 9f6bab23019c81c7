using LogitLens.Experiments.Evaluation;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Evaluation.Classification;

public sealed class LabelBiasTests
{
    [Fact]
    public void The_prior_is_the_mean_over_the_texts_without_content() =>
        Close.Assert([0.7, 0.3], LabelBias.Prior([[0.9, 0.1], [0.5, 0.5]]), 1e-12);

    [Fact]
    public void A_text_that_says_no_more_than_the_prior_is_even_after_calibration() =>
        Close.Assert([0.5, 0.5], LabelBias.Calibrate([0.8, 0.2], [0.8, 0.2]), 1e-12);

    [Fact]
    public void Calibration_divides_by_the_prior_and_normalises() =>
        Close.Assert([0.6, 0.4], LabelBias.Calibrate([0.75, 0.25], [2.0 / 3, 1.0 / 3]), 1e-12);

    [Fact]
    public void An_even_prior_changes_nothing() => Close.Assert([0.3, 0.7], LabelBias.Calibrate([0.3, 0.7], [0.5, 0.5]), 1e-12);

    [Fact]
    public void Probabilities_come_of_log_probabilities_however_small() => Close.Assert([0.5, 0.5], LabelBias.Normalise([-2000, -2000]), 1e-12);
}
