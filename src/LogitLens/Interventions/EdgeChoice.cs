namespace LogitLens.Interventions;

/// <summary>Edges of an attention pattern: which queries' sight of which keys. An edge is chosen where any of the terms chooses it.</summary>
/// <param name="Terms">One or more.</param>
public sealed record EdgeChoice(IReadOnlyList<EdgeTerm> Terms)
{
    /// <summary>Every edge.</summary>
    public static EdgeChoice All { get; } = new([new EdgeTerm()]);

    /// <summary>Whether edges between positions that all examples share can be among them.</summary>
    public bool TouchesPrefix => Terms.Any(term => term.TouchesPrefix);

    /// <summary>True at the chosen edges, [1 or batch, query, key]; null for all of them.</summary>
    /// <param name="rows">Which examples and queries.</param>
    /// <param name="keys">Number of keys; the first is at position 0.</param>
    public Tensor? Mask(ActivationRows rows, long keys)
    {
        Tensor? any = null;
        foreach (EdgeTerm term in Terms)
        {
            if (term.Mask(rows, keys) is not { } own)
            {
                return null;
            }

            any = any is null ? own : where(any, any, own);
        }

        return any;
    }
}

/// <summary>Edges for which all of several conditions hold; without conditions, every edge.</summary>
public sealed record EdgeTerm
{
    /// <summary>Each has the query's position.</summary>
    public IReadOnlyList<PositionChoice> Queries { get; init; } = [];

    /// <summary>Each has the key's position.</summary>
    public IReadOnlyList<PositionChoice> Keys { get; init; } = [];

    /// <summary>How far back from the query the key is, from 0, both ends included.</summary>
    public IReadOnlyList<(int Least, int Most)> Distances { get; init; } = [];

    /// <summary>Whether it is known that no query among the positions that all examples share is chosen.</summary>
    public bool SparesPrefix { get; init; }

    internal bool TouchesPrefix => !SparesPrefix && Queries.Concat(Keys).All(choice => choice.TouchesPrefix);

    internal Tensor? Mask(ActivationRows rows, long keys)
    {
        Tensor keyPositions = arange(keys, ScalarType.Int64, rows.Positions.device).unsqueeze(0);
        ActivationRows keyRows = rows with { Positions = keyPositions };
        IEnumerable<Tensor?> masks =
        [
            .. Queries.Select(choice => choice.Mask(rows)?.unsqueeze(2)),             // [1 or batch, query, 1]
            .. Keys.Select(choice => choice.Mask(keyRows)?.unsqueeze(1)),             // [1 or batch, 1, key]
            .. Distances.Select(range => Between(rows.Positions.unsqueeze(2).sub(keyPositions), range)),
        ];
        Tensor? all = null;
        foreach (Tensor mask in masks.OfType<Tensor>())
        {
            all = all is null ? mask : all.logical_and(mask);
        }

        return all;
    }

    private static Tensor Between(Tensor distance, (int Least, int Most) range) => distance.ge(range.Least).logical_and(distance.le(range.Most));
}
