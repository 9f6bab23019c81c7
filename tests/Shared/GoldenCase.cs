namespace LogitLens.TestSupport;

/// <summary>
/// A small checkpoint with what independent implementations make of it. <c>odd-shape</c> is part of the repository (tests/Golden);
/// <c>vocab50257</c> lies beside it, and tests of it skip where it is absent.
/// </summary>
internal sealed class GoldenCase
{
    private GoldenCase(string name)
    {
        Folder = FolderOf(name);
        Expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "expected.json"))).RootElement;
    }

    /// <summary>The names of the golden cases.</summary>
    public static TheoryData<string> Names => ["vocab50257", "odd-shape"];

    /// <summary>The checkpoint's folder, in Hugging Face layout.</summary>
    public string Folder { get; }

    /// <summary>The reference values of expected.json.</summary>
    public JsonElement Expected { get; }

    /// <summary>The three token sequences that the values belong to.</summary>
    public int[][] Sequences => [.. Expected.GetProperty("sequences").EnumerateArray().Select(Ints)];

    /// <summary>The two tokens whose difference of logits is looked at.</summary>
    public int[] LabelTokens => Ints(Expected.GetProperty("label_tokens"));

    public static GoldenCase Open(string name) => new(name);

    /// <summary>Where a case lies; the running test skips if it does not exist.</summary>
    public static string FolderOf(string name)
    {
        string inRepository = Path.Combine(SharedFiles.RepositoryRoot, "tests", "Golden", name);
        return Directory.Exists(inRepository) ? inRepository : SharedFiles.Require(Path.Combine("golden", name));
    }

    public static int[] Ints(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetInt32())];

    public static double[] Doubles(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];
}
