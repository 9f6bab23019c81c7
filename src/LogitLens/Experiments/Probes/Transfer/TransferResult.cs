using LogitLens.Statistics;

namespace LogitLens.Experiments.Probes;

/// <summary>
/// Probes fitted on each of several datasets and tested on all of them: whether a direction is of what the labels mean or of one set's way with it.
/// </summary>
/// <param name="Datasets">The datasets, the run's own first.</param>
/// <param name="Points">What was found at each site.</param>
internal sealed record TransferResult(IReadOnlyList<TransferDataset> Datasets, IReadOnlyList<TransferPoint> Points);

/// <summary>A dataset of a transfer.</summary>
/// <param name="Split">The split that is tested on.</param>
/// <param name="Sha256">Of its files' bytes, in hexadecimal.</param>
/// <param name="Train">Texts that its probes are fitted on.</param>
/// <param name="Test">Texts that are tested on.</param>
/// <param name="OtherClasses">Texts that are left out because their class is none of the run's own data.</param>
/// <param name="Majority">The share of the most frequent class among the rows tested on.</param>
internal sealed record TransferDataset(string Name, string Split, string Sha256, int Train, int Test, int OtherClasses, Proportion Majority);

/// <summary>The probes of one site.</summary>
/// <param name="Site">The site, with the head where it has heads.</param>
/// <param name="Head">The head; null where the site has none.</param>
/// <param name="Pairs">Each dataset's probe on each dataset.</param>
internal sealed record TransferPoint(string Site, int Layer, int? Head, IReadOnlyList<TransferPair> Pairs)
{
    /// <summary>One pair.</summary>
    public TransferPair Pair(string trained, string tested) => Pairs.First(pair => pair.TrainedOn == trained && pair.TestedOn == tested);
}

/// <summary>One dataset's probe on one dataset.</summary>
/// <param name="TrainedOn">The dataset that it is fitted on.</param>
/// <param name="TestedOn">The dataset whose test part it is asked about.</param>
/// <param name="Accuracy">The share of rows that it gets right.</param>
/// <param name="LeftOut">Tested texts that are left out because the probe was fitted on the same.</param>
/// <param name="WeightCosine">The cosine between the two datasets' weights; over several classes their mean.</param>
/// <param name="MeanDifferenceCosine">The same of their differences of class means.</param>
internal sealed record TransferPair(
    string TrainedOn, string TestedOn, Estimate Accuracy, int LeftOut, double WeightCosine, double MeanDifferenceCosine);
