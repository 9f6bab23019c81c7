namespace LogitLens.Interventions;

/// <summary>Which examples and positions the rows and columns of an activation are.</summary>
public sealed record ActivationRows
{
    /// <summary>The position in the whole prompt of each column, [1 or batch, n].</summary>
    public required Tensor Positions { get; init; }

    /// <summary>The last position of each row's prompt, where the answer is read; of the prefix, its last.</summary>
    public required IReadOnlyList<int> LastPositions { get; init; }

    /// <summary>The example of each row, by its place in the dataset; null where the one row is a prefix that all examples share.</summary>
    public IReadOnlyList<int>? Examples { get; init; }

    /// <summary>Another run, whose activations patches take; null where there is none.</summary>
    public SourceRun? Source { get; init; }

    /// <summary>
    /// The same activation in a run without interventions that goes along with this one, row by row and position by position; null where there is none.
    /// </summary>
    public Tensor? Clean { get; init; }

    /// <summary>Rows of whole sequences, padded on the right.</summary>
    /// <param name="lengths">The length of each.</param>
    /// <param name="firstPosition">The position of their first token.</param>
    /// <param name="device">Where the activations are.</param>
    /// <param name="examples">Which examples they are; by default 0, 1, 2 and so on.</param>
    public static ActivationRows Of(IReadOnlyList<int> lengths, int firstPosition, Device device, IReadOnlyList<int>? examples = null) => new()
    {
        Positions = arange(firstPosition, firstPosition + lengths.Max(), ScalarType.Int64, device).unsqueeze(0),
        LastPositions = [.. lengths.Select(length => firstPosition + length - 1)],
        Examples = examples ?? [.. Enumerable.Range(0, lengths.Count)],
    };
}
