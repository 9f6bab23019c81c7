using System.Reflection;

namespace LogitLens.Options;

/// <summary>The words that an enum's members go by on the command line and in JSON.</summary>
internal static class EnumWords
{
    /// <summary>Each member and its word, in the order of declaration.</summary>
    public static IEnumerable<(FieldInfo Member, string Word)> Of(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(member => (member, WordOf(member)));

    /// <summary>The word of one value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => WordOf(typeof(T).GetField(value.ToString())!);

    private static string WordOf(FieldInfo member) =>
        member.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? JsonNamingPolicy.KebabCaseLower.ConvertName(member.Name);
}
