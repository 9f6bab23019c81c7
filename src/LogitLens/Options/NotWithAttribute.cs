
namespace LogitLens.Options;

/// <summary>Says with what an option cannot be given together; otherwise as <see cref="OnlyWithAttribute"/>.</summary>
/// <param name="condition">As <see cref="OnlyWithAttribute"/> has it.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class | AttributeTargets.Field, AllowMultiple = true)]
public sealed class NotWithAttribute(string condition) : Attribute
{
    /// <summary>The condition as written.</summary>
    public string Condition { get; } = condition;
}
