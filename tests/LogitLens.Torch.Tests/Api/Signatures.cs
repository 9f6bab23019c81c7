namespace LogitLens.Torch.Tests.Api;

/// <summary>
/// A listing of public members by type: a line "T class torch.Tensor : bases", then a line for each member; an enum has one line with its names.
/// </summary>
internal static class Signatures
{
    /// <summary>Each type's header ("class torch.Tensor") with its members; an enum's are its names.</summary>
    public static Dictionary<string, HashSet<string>> Read(string path)
    {
        Dictionary<string, HashSet<string>> types = [];
        string header = "";
        foreach (string line in File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line.StartsWith("T ", StringComparison.Ordinal))
            {
                header = line[2..].Split(" : ")[0];
                types[header] = [];
            }
            else
            {
                types[header].UnionWith(IsEnum(header) ? line.Trim().Split(", ") : [line.Trim()]);
            }
        }

        return types;
    }

    /// <summary>The same of an assembly's own types.</summary>
    public static Dictionary<string, HashSet<string>> Of(System.Reflection.Assembly assembly) =>
        PublicSurface.Of(assembly).ToDictionary(
            type => type.Key, type => type.Value.SelectMany(line => IsEnum(type.Key) ? line.Split(", ") : [line]).ToHashSet());

    /// <summary>The members of a listing that another lacks, each with its type.</summary>
    public static IEnumerable<string> Without(this Dictionary<string, HashSet<string>> listing, Dictionary<string, HashSet<string>> other) =>
        from type in listing
        from member in type.Value.Except(other.GetValueOrDefault(type.Key, []))
        select $"{type.Key}: {member}";

    /// <summary>Writes a listing, in order.</summary>
    public static void Write(string path, IEnumerable<string> head, Dictionary<string, HashSet<string>> types)
    {
        List<string> lines = [.. head.Select(line => "# " + line)];
        foreach ((string header, HashSet<string> members) in types.OrderBy(type => type.Key, StringComparer.Ordinal))
        {
            string[] sorted = [.. members.Order(StringComparer.Ordinal)];
            lines.Add("T " + header);
            lines.AddRange(IsEnum(header) ? ["  " + string.Join(", ", sorted)] : sorted.Select(member => "  " + member));
        }

        File.WriteAllLines(path, lines);
    }

    private static bool IsEnum(string header) => header.StartsWith("enum ", StringComparison.Ordinal);
}
