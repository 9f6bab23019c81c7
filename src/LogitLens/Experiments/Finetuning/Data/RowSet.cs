using LogitLens.Datasets;
using LogitLens.Training;

namespace LogitLens.Experiments.Finetuning;

/// <summary>One part of the data: what is learnt from, validated on, or tested on.</summary>
/// <param name="Data">Where it comes from.</param>
/// <param name="Rows">Its examples.</param>
/// <param name="Sequences">What the loss is of.</param>
internal sealed record RowSet(Dataset Data, IReadOnlyList<TrainingRow> Rows, IReadOnlyList<TrainingSequence> Sequences);
