namespace LogitLens.Diagnostics;

/// <summary>A GPU that the driver knows of, whether or not the engine can use it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Memory">Its memory, free and in all, as the driver says it.</param>
/// <param name="Driver">The driver's version.</param>
public sealed record GraphicsCard(string Name, string Memory, string Driver)
{
    /// <summary>All NVIDIA cards, by <c>nvidia-smi</c>: none where that is not installed, and what is wrong where it fails.</summary>
    internal static (IReadOnlyList<GraphicsCard> Cards, string? Problem) Find(string program = NvidiaSmi.Program)
    {
        (string[] lines, string? problem) = NvidiaSmi.Query(program, "name,memory.free,memory.total,driver_version", line => line.Contains(','));
        return (Parse(string.Join('\n', lines)), problem);
    }

    /// <summary>Reads a line a card: name, free memory, memory, driver.</summary>
    internal static IReadOnlyList<GraphicsCard> Parse(string output) =>
    [
        .. output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(',', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 4)
            .Select(cells => new GraphicsCard(cells[0], $"{cells[1]} free of {cells[2]}", cells[3])),
    ];
}
